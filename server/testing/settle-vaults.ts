import { listInstances } from '#server/incus/instances.ts';
import { createVault } from '#server/vaults/create-vault.ts';
import { removeInstances } from './remove-engine-tenant.ts';
import { removeVaults } from './remove-vaults.ts';
import { runQueuedJobs } from './run-queued-jobs.ts';
import { testPool } from './test-engine.ts';
import type { World } from './world.ts';

const gib = 1024 ** 3;
export const vaultName = 'safe';

/** The world has one vault of this size, with nothing in it, or (`null`) none at all. Its instances go with a former one. */
export async function settleVault(world: World, sizeBytes: number | null = 3 * gib): Promise<void> {
  const { ctx, tenant, vaultNode } = world;
  const data = { state: 'active', suspendedReason: null, suspendedAt: null };
  await ctx.db.tenant.update({ where: { id: tenant.id }, data });
  const rows = await ctx.db.vault.findMany({ include: { instances: true } });
  const isAsWished = rows.length === 1 && rows[0] && isFresh(rows[0], sizeBytes);
  if (isAsWished) return;
  await removeInside(world);
  await removeVaults(ctx);
  await ctx.db.vault.deleteMany();
  await ctx.db.shredReceipt.deleteMany();
  if (sizeBytes === null) return;
  const wish = { tenant: tenant.slug, nodeId: vaultNode.id, name: vaultName, sizeBytes };
  await createVault(ctx, wish);
  await runQueuedJobs(ctx, { skipsPauses: true });
}

type Row = { state: string; sizeBytes: bigint; shredAfter: Date | null; instances: readonly unknown[] };

function isFresh({ state, sizeBytes, shredAfter, instances }: Row, wanted: number | null): boolean {
  const isIdle = state === 'locked' || state === 'open';
  return isIdle && Number(sizeBytes) === wanted && shredAfter === null && instances.length === 0;
}

/** Whatever the engine has in a vault, also what a play that failed has left there. */
async function removeInside({ ctx, tenant }: World): Promise<void> {
  const all = await listInstances(ctx.engine, { project: tenant.project });
  const plain = all.filter(({ devices }) => devices.root?.pool === testPool);
  await removeInstances(
    ctx.engine,
    tenant.project,
    plain.map(({ name }) => name),
  );
  await ctx.db.instance.deleteMany({ where: { vaultId: { not: null } } });
}
