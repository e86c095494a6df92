import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { env } from '#server/env.ts';
import type { Checker, Difference } from './difference.ts';

const daysAhead = 30;
const dayMs = 86_400_000;

/** The certificates that we and the engine know each other by, where they speak TLS: both in date. */
export const checkCertificates: Checker = {
  name: 'certificates',
  kinds: ['certificate-expiring'],
  async check({ now }) {
    const { BERTH_INCUS_URL, BERTH_INCUS_CERT, BERTH_INCUS_SERVER_CERT } = env();
    if (!BERTH_INCUS_URL.startsWith('https:')) return { differences: [] };
    return {
      differences: await expiring(now, { client: BERTH_INCUS_CERT, server: BERTH_INCUS_SERVER_CERT }),
    };
  },
};

type Files = { client: string | undefined; server: string | undefined };

/** Those of the files that end within 30 days, or have ended. */
export async function expiring(now: Date, files: Files): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const [role, file] of Object.entries(files)) {
    if (file === undefined) continue;
    const { validTo, fingerprint256 } = new X509Certificate(await readFile(file));
    const expiresAt = new Date(validTo);
    const days = Math.floor((expiresAt.getTime() - now.getTime()) / dayMs);
    if (days > daysAhead) continue;
    found.push({
      kind: 'certificate-expiring',
      subjectKey: `certificate:${role}`,
      subject: role,
      tenantId: null,
      details: { facts: { role, file, days, expiresAt: expiresAt.toISOString(), fingerprint256 } },
    });
  }
  return found;
}
