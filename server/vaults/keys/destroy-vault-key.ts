import type { Tx } from '#server/db.ts';

/**
 * The provider's half of a crypto-shred: the wrapped key and the saved header go. The slots on the disk are the
 * node's half. Former backups of the panel still hold both; docs/operating/vaults-keys.md says what follows of that.
 */
export async function destroyVaultKey(tx: Tx, vaultId: string): Promise<void> {
  await tx.vaultKey.deleteMany({ where: { vaultId } });
}
