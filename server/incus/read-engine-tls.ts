import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { PeerCertificate } from 'node:tls';

export type EngineTlsFiles = {
  /** Our client certificate and its key, PEM. */
  certFile: string;
  keyFile: string;
  /** The server's own certificate, PEM: `server.crt`, or `cluster.crt` of a cluster, from the engine's folder. */
  serverCertFile: string;
  /** SHA-256 of the server's certificate in hex, as `incus info` shows it; colons and case do not matter. */
  serverFingerprint?: string | undefined;
};

export type EngineTls = {
  cert: Buffer;
  key: Buffer;
  ca: Buffer;
  allowPartialTrustChain: true;
  checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined;
};

/**
 * Mutual TLS with exactly one server certificate. Verification stays on: the pinned certificate is the only
 * trust anchor, and the certificate that the server shows must be that one, whatever host name it carries
 * (Incus signs its own; see docs/decisions/0003-incus-client.md).
 */
export function readEngineTls(url: string, files: Partial<EngineTlsFiles>): EngineTls {
  const ca = readPem(url, 'server certificate', 'serverCertFile', files.serverCertFile);
  const pinned = fingerprintOf(url, ca);
  const expected = files.serverFingerprint?.replaceAll(':', '').toLowerCase();
  if (expected && expected !== pinned) {
    throw new Error(
      `engine at ${url}: the certificate in ${files.serverCertFile} has the fingerprint ${pinned}, ` +
        `but ${expected} was expected; fetch the certificate again, or correct the fingerprint`,
    );
  }
  return {
    cert: readPem(url, 'client certificate', 'certFile', files.certFile),
    key: readPem(url, 'client key', 'keyFile', files.keyFile),
    ca,
    // Without it a certificate that a CA signed would not do as an anchor by itself.
    allowPartialTrustChain: true,
    checkServerIdentity: (host, certificate) => {
      const shown = createHash('sha256').update(certificate.raw).digest('hex');
      if (shown === pinned) return undefined;
      return new Error(`${host} showed a certificate with the fingerprint ${shown}, pinned is ${pinned}`);
    },
  };
}

function readPem(url: string, what: string, option: string, file: string | undefined): Buffer {
  if (!file) throw new Error(`engine at ${url}: ${option} is needed (the ${what}, PEM)`);
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Error(`engine at ${url}: the ${what} ${file} cannot be read`, { cause });
  }
}

function fingerprintOf(url: string, pem: Buffer): string {
  try {
    return new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
  } catch (cause) {
    throw new Error(`engine at ${url}: the server certificate is not a PEM certificate`, { cause });
  }
}
