import type { Tx } from '#server/db.ts';
import { unsealSecrets } from './secrets-of.ts';

/**
 * The secret values that a new version may keep: those of the version that an instance has now, or of its last try; and
 * below them its own, of one that is returned to, for the one of now may have them no more.
 */
export async function formerSecrets(
  db: Tx,
  instanceId: string,
  returnsTo?: number,
): Promise<Record<string, string>> {
  const rows = await db.deployment.findMany({
    where: { instanceId },
    orderBy: { number: 'desc' },
    take: 20,
    select: { id: true, state: true, secrets: true },
  });
  const row = rows.find(({ state }) => state === 'current') ?? rows[0];
  const own =
    returnsTo === undefined
      ? null
      : await db.deployment.findUnique({
          where: { instanceId_number: { instanceId, number: returnsTo } },
          select: { id: true, secrets: true },
        });
  return { ...secretsOf(own), ...secretsOf(row) };
}

function secretsOf(row: { id: string; secrets: Uint8Array | null } | null | undefined) {
  return row ? unsealSecrets(row.id, row.secrets) : {};
}
