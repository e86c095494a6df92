import { X509Certificate } from 'node:crypto';
import { run } from './run.mjs';
import { StepError } from './step-error.mjs';

/** SHA-256 in hex, as `incus info` shows it. */
export function fingerprintOf(pem) {
  return new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
}

/**
 * What certificate a server shows, before we trust it: openssl makes the handshake and sends nothing. Every
 * connection of ours is verified against what comes of it.
 */
export async function fetchCertificate({ host, port }) {
  const at = `${host}:${port}`;
  let shown;
  try {
    shown = await run('openssl', ['s_client', '-connect', host.includes(':') ? `[${host}]:${port}` : at], {
      input: '',
      allow: [0, 1],
      timeoutSeconds: 15,
    });
  } catch (cause) {
    if (cause.code === 'ENOENT') {
      throw new StepError(
        'the program openssl was not found',
        "install it, or set BERTH_INCUS_SERVER_CERT to the server's certificate",
      );
    }
    throw unreachable(at, cause.said ?? cause.message, cause);
  }
  const pem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----\n/.exec(shown.stdout)?.[0];
  if (!pem) throw unreachable(at, reasons.exec(shown.stderr)?.[0]);
  return pem;
}

const reasons =
  /Name or service not known|Connection refused|No route to host|timed out|Network is unreachable/i;

export const listenFix =
  "check BERTH_INCUS_URL, and on the engine's machine: incus config set core.https_address :8443";

function unreachable(at, why = 'no certificate was shown', cause) {
  return new StepError(`no engine answers at ${at}: ${why}`, listenFix, { cause });
}
