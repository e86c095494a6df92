import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';

/** The tenant's own keys with these ids. One that is gone, or another tenant's, is `not-found`. */
export async function chooseSshKeys(
  db: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<{ id: string; publicKey: string }[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const keys = await db.sshKey.findMany({
    where: { tenantId, id: { in: wanted } },
    select: { id: true, publicKey: true },
    orderBy: { createdAt: 'asc' },
  });
  if (keys.length < wanted.length) {
    throw new AppError('not-found', 'ssh-key-gone', {}, { field: 'sshKeyIds' });
  }
  return keys;
}
