import { listStoragePools } from '#server/incus/storage-pools.ts';
import { listVaultFacts } from '#server/vaults/providers/list-vault-facts.ts';
import { nodeOf } from '#server/vaults/vault-row.ts';
import type { World } from './world.ts';

export type VaultSnapshot = Awaited<ReturnType<typeof snapshotVaults>>;

/** The encrypted devices of the world on its node, and the engine's pools in them. */
export async function snapshotVaults({ ctx, vaultNode, vaultIds }: World) {
  for (const { id } of await ctx.db.vault.findMany({ select: { id: true } })) vaultIds.add(id);
  if (vaultIds.size === 0) return { devices: [], pools: [] };
  const facts = await listVaultFacts(nodeOf({ nodeName: vaultNode.name }));
  const pools = await listStoragePools(ctx.engine);
  return {
    devices: facts
      .filter(({ id }) => vaultIds.has(id))
      .map(({ id, state, sizeBytes }) => ({ id, state, sizeBytes })),
    pools: pools
      .filter(({ config }) => vaultIds.has(config['user.berth.vault'] ?? ''))
      .map(({ name, status }) => ({ name, status })),
  };
}
