import { createServer } from 'node:net';

/** The first port from `port` on that nobody listens on. */
export async function freePort(port, host = '127.0.0.1') {
  for (let candidate = port; candidate < port + 100; candidate++) {
    if (await isFree(candidate, host)) return candidate;
  }
  throw new Error(`no free port from ${port} to ${port + 99}`);
}

export function isFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
