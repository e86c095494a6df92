import type { Db } from '#server/db.ts';
import { saveHeaderOnNode } from './providers/save-header-on-node.ts';
import { nodeOf, type VaultRow } from './vault-row.ts';

/** Keeps with the panel what a damaged disk could be opened by again; worth nothing without the key. */
export async function saveHeader(db: Db, vault: VaultRow, signal?: AbortSignal): Promise<void> {
  const { header } = await saveHeaderOnNode(nodeOf(vault), { id: vault.id }, { signal });
  const data = { header: new Uint8Array(header), headerSavedAt: new Date() };
  await db.vaultKey.update({ where: { vaultId: vault.id }, data });
}
