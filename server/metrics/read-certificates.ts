import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { env } from '#server/env.ts';
import { instruments } from './instruments.ts';

/** When the certificates of the connection to the engine run out, where there are any. */
export async function readCertificates(): Promise<void> {
  const { BERTH_INCUS_CERT, BERTH_INCUS_SERVER_CERT } = env();
  const files = { client: BERTH_INCUS_CERT, engine: BERTH_INCUS_SERVER_CERT };
  const { certificates } = instruments();
  for (const [certificate, file] of Object.entries(files)) {
    const pem = file && (await readFile(file).catch(() => undefined));
    if (pem) certificates.set({ certificate }, Date.parse(new X509Certificate(pem).validTo) / 1000);
  }
}
