import { hostname, userInfo } from 'node:os';

/** What stands beside the panel's address for who sits at another computer; empty where it needs no words. */
export function howToReach(
  { BERTH_HOST, BERTH_URL, PORT },
  { user = process.env.SUDO_USER || userInfo().username, host = hostname() } = {},
) {
  // Behind a proxy the address says it all.
  if (!isLoopback(new URL(BERTH_URL).hostname)) return [];
  if (isLoopback(BERTH_HOST)) {
    return [
      `It listens on this machine only. From another computer: ssh -L ${PORT}:localhost:${PORT} ${user}@${host}`,
      `and open ${BERTH_URL} there. For good: a proxy with TLS, and BERTH_URL (docs/operating/install.md).`,
    ];
  }
  return [
    `Warning: it listens on ${BERTH_HOST}, but BERTH_URL is ${BERTH_URL}. Opened at any other address, forms and`,
    `terminals are refused, and links in mail lead nowhere. Set BERTH_URL=http://${host}:${PORT} or what people type.`,
  ];
}

function isLoopback(host) {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);
}
