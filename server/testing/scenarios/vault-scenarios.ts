import { createInstance } from '#server/instances/create-instance.ts';
import { moveInstance } from '#server/instances/move-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { createVault } from '#server/vaults/create-vault.ts';
import { growVault } from '#server/vaults/grow-vault.ts';
import { panicLock } from '#server/vaults/panic-lock.ts';
import { planShred } from '#server/vaults/plan-shred.ts';
import { runQueuedJobs } from '../run-queued-jobs.ts';
import type { Scenario } from '../scenario.ts';
import { settleInstances, tinySize } from '../settle-instances.ts';
import { settleVault, vaultName } from '../settle-vaults.ts';
import type { World } from '../world.ts';

const gib = 1024 ** 3;
const name = 'web';
const vaultOf = ({ ctx }: World) => ctx.db.vault.findFirstOrThrow();

/** A running instance in the world's vault, and nothing else. */
async function settleInside(world: World): Promise<void> {
  const { ctx, tenant, imageId } = world;
  await settleVault(world, null);
  await settleInstances(world, []);
  await settleVault(world);
  const input = { tenant: tenant.slug, name, imageId, vault: 'shared', ...tinySize };
  await createInstance(ctx, createInstanceInput.parse(input));
  await runQueuedJobs(ctx, { skipsPauses: true });
}

export const vaultScenarios: readonly Scenario[] = [
  {
    kind: 'create-vault',
    async prepare(world) {
      await settleVault(world, null);
      await settleInstances(world, []);
    },
    async begin({ ctx, tenant, vaultNode }) {
      const wish = { tenant: tenant.slug, nodeId: vaultNode.id, name: vaultName, sizeBytes: gib };
      return (await createVault(ctx, wish)).jobId;
    },
  },
  {
    kind: 'grow-vault',
    finalStep: 'grow',
    prepare: (world) => settleVault(world),
    async begin(world) {
      const { id } = await vaultOf(world);
      return (await growVault(world.ctx, { id, sizeBytes: 4 * gib })).jobId;
    },
  },
  {
    kind: 'move-instance',
    title: 'a running instance, into a vault',
    async prepare(world) {
      const { vaultId } = (await world.ctx.db.instance.findFirst({ where: { name } })) ?? {};
      if (vaultId) await settleVault(world, null);
      await settleVault(world);
      await settleInstances(world, [{ name, power: 'running' }]);
    },
    async begin(world) {
      const { id: vault } = await vaultOf(world);
      const { id } = await world.ctx.db.instance.findFirstOrThrow({ where: { name } });
      return (await moveInstance(world.ctx, { id, vault })).jobId;
    },
  },
  {
    kind: 'panic-lock',
    finalStep: 'stop',
    prepare: settleInside,
    async begin({ ctx, vaultNode }) {
      return (await panicLock(ctx, { nodeId: vaultNode.id, confirmName: vaultNode.name })).jobId;
    },
  },
  {
    kind: 'shred-vault',
    finalStep: 'close',
    async prepare(world) {
      await settleVault(world);
      await settleInstances(world, []);
      const data = { id: 1, vaultGraceDays: 0 };
      await world.ctx.db.settings.upsert({ where: { id: 1 }, create: data, update: data });
    },
    async begin(world) {
      const { id } = await vaultOf(world);
      await planShred(world.ctx, { id, confirmName: vaultName });
      const where = { subjectKey: `vault:${id}`, kind: 'shred-vault' };
      return (await world.ctx.db.job.findFirstOrThrow({ where })).id;
    },
  },
];
