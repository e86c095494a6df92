import type { Tx } from '#server/db.ts';

/** What a job that makes a disk has to know of the vault that it is in. */
export async function poolOf(
  tx: Pick<Tx, 'vault'>,
  vaultId: string | undefined,
): Promise<{ vaultId?: string; pool?: string }> {
  if (!vaultId) return {};
  const { pool } = await tx.vault.findUniqueOrThrow({ where: { id: vaultId }, select: { pool: true } });
  return { vaultId, pool };
}
