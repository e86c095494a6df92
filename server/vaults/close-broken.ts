import type { Db } from '#server/db.ts';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { closeOnNode } from './providers/close-on-node.ts';
import { toVaultError } from './to-vault-error.ts';
import { nodeOf, readVaultRow } from './vault-row.ts';

/** A broken vault may still be open on its node: its key leaves the kernel all the same. How it is, the next look tells. */
export async function closeBroken(db: Db, vaultId: string, signal?: AbortSignal): Promise<void> {
  const vault = await readVaultRow(db, vaultId);
  try {
    await closeOnNode(nodeOf(vault), { id: vaultId }, { signal });
  } catch (error) {
    if (!isNodeError(error, 'broken', 'absent')) throw toVaultError(error, vault);
  }
}
