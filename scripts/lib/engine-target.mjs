import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fetchCertificate, fingerprintOf } from './server-certificate.mjs';
import { StepError } from './step-error.mjs';

export const defaultEngineUrl = 'unix:///var/lib/incus/unix.socket';

/** How to reach the engine that the environment names: options for node's http or https client. */
export async function engineTarget({ env, home }) {
  const url = env.BERTH_INCUS_URL || defaultEngineUrl;
  if (url.startsWith('unix:')) return { socketPath: url.replace(/^unix:(\/\/)?/, ''), host: 'incus' };
  const { hostname, port } = parseHttps(url);
  const cert = readPem(env.BERTH_INCUS_CERT, 'BERTH_INCUS_CERT');
  const key = readPem(env.BERTH_INCUS_KEY, 'BERTH_INCUS_KEY');
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 8443) };
  const serverCertFile = env.BERTH_INCUS_SERVER_CERT ?? (await pinCertificate(address, env, home));
  const ca = readPem(serverCertFile, 'BERTH_INCUS_SERVER_CERT');
  return { ...address, cert, key, ca, serverCertFile, ...pinnedTo(ca) };
}

/**
 * Incus signs its own certificate, so the pinned one is the only anchor, and the server must show that very
 * one, whatever host name it carries.
 */
function pinnedTo(pem) {
  const pinned = fingerprintOf(pem);
  return {
    allowPartialTrustChain: true,
    checkServerIdentity(host, shown) {
      if (createHash('sha256').update(shown.raw).digest('hex') === pinned) return undefined;
      return new Error(`${host} shows another certificate than the pinned one`);
    },
  };
}

/** The server's certificate by its fingerprint: fetched once, kept when it is the one that was asked for. */
async function pinCertificate(address, env, home) {
  const wanted = env.BERTH_INCUS_FINGERPRINT?.replaceAll(':', '').toLowerCase();
  if (!wanted) {
    throw new StepError(
      "neither BERTH_INCUS_FINGERPRINT nor BERTH_INCUS_SERVER_CERT is set: the engine's certificate cannot be checked",
      "on the engine's machine: incus info | grep certificate_fingerprint",
    );
  }
  const file = path.join(home, 'engine.crt');
  if (existsSync(file) && fingerprintOf(readFileSync(file)) === wanted) return file;
  const pem = await fetchCertificate(address);
  if (fingerprintOf(pem) !== wanted) {
    throw new StepError(
      `${address.host}:${address.port} shows a certificate with the fingerprint ${fingerprintOf(pem)}, expected was ${wanted}`,
      "check the address and BERTH_INCUS_FINGERPRINT (on the engine's machine: incus info | grep certificate_fingerprint)",
    );
  }
  writeFileSync(file, pem, { mode: 0o644 });
  return file;
}

function parseHttps(url) {
  try {
    const parsed = new URL(url);
    if (parsed.protocol === 'https:') return parsed;
  } catch {}
  throw new StepError(
    `BERTH_INCUS_URL is "${url}"`,
    'use https://host:8443 for an engine elsewhere or unix:///path/to/unix.socket; without it Berth installs Incus here',
  );
}

function readPem(file, name) {
  const fix =
    'make a client certificate: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -days 3650 -subj /CN=berth -keyout berth.key -out berth.crt';
  if (!file) throw new StepError(`${name} is not set`, fix);
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new StepError(`${name}: cannot read ${file} (${cause.code})`, fix, { cause });
  }
}
