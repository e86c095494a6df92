import type { Tx } from '#server/db.ts';
import { unsealSecrets } from './secrets-of.ts';

/** The secret values of the version that an instance has now, or of its last try: a new version may keep them. */
export async function formerSecrets(db: Tx, instanceId: string): Promise<Record<string, string>> {
  const rows = await db.deployment.findMany({
    where: { instanceId },
    orderBy: { number: 'desc' },
    take: 20,
    select: { id: true, state: true, secrets: true },
  });
  const row = rows.find(({ state }) => state === 'current') ?? rows[0];
  return row ? unsealSecrets(row.id, row.secrets) : {};
}
