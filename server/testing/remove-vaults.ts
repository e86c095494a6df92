import type { Ctx } from '#server/context.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { deleteStoragePool } from '#server/incus/storage-pools.ts';
import { closeOnNode } from '#server/vaults/providers/close-on-node.ts';
import { shredOnNode } from '#server/vaults/providers/shred-on-node.ts';
import { nodeOf, readVaultRow } from '#server/vaults/vault-row.ts';

/** Takes away every vault that the rows know, whatever state it is in; its instances are gone already. */
export async function removeVaults({ db, engine }: Pick<Ctx, 'db' | 'engine'>): Promise<void> {
  for (const { id } of await db.vault.findMany({ select: { id: true } })) {
    const vault = await readVaultRow(db, id);
    const node = nodeOf(vault);
    await closeOnNode(node, { id }).catch(() => undefined);
    await deleteStoragePool(engine, { name: vault.pool }).catch((error: unknown) => {
      if (!isEngineError(error, 'not-found')) throw error;
    });
    await shredOnNode(node, { id });
  }
}
