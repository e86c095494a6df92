import { projectName } from '#server/networks/network-names.ts';
import { createTenant } from '#server/tenants/create-tenant.ts';
import { deleteTenant } from '#server/tenants/delete-tenant.ts';
import { getTenant } from '#server/tenants/get-tenant.ts';
import { suspendTenant } from '#server/tenants/suspend-tenant.ts';
import { unsuspendTenant } from '#server/tenants/unsuspend-tenant.ts';
import { updateQuota } from '#server/tenants/update-quota.ts';
import { removeEngineTenant } from '../remove-engine-tenant.ts';
import { runQueuedJobs } from '../run-queued-jobs.ts';
import type { Scenario } from '../scenario.ts';
import { settleInstances, tinySize, type Wish } from '../settle-instances.ts';
import { others, type World } from '../world.ts';

const gib = 1024 ** 3;
const counts = { lightVms: 2, vms: 0, apps: 0, sandboxes: 0, unikernels: 0, vcpus: 4 };
const quota = { ...counts, memoryBytes: 2 * gib, diskBytes: 10 * gib, trafficBytes: 100 * gib };
/** Both in the world's first tenant: one that ran, and one that its owner had stopped. */
const web = { name: 'web', power: 'running' } as const;
const idle = { name: 'idle', power: 'stopped' } as const;
/** Somebody shut it down from inside. */
const ended = { name: 'ended', power: 'stopped', wantsRunning: true } as const;

export const tenantScenarios: readonly Scenario[] = [
  {
    kind: 'create-tenant',
    prepare: removeOther,
    begin: createOther,
    stays: ({ otherSlug: slug }) => ({ Tenant: { slug, state: 'failed' } }),
  },
  {
    kind: 'delete-tenant',
    async prepare(world) {
      await settleInstances(world, []);
      if (await isOtherWhole(world)) return;
      await removeOther(world);
      await createOther(world);
      await runQueuedJobs(world.ctx);
    },
    async begin({ ctx, otherSlug: slug }) {
      const { id, name: confirmName } = await ctx.db.tenant.findUniqueOrThrow({ where: { slug } });
      return (await deleteTenant(ctx, { id, confirmName })).jobId;
    },
  },
  changeOfQuota('a tenant, to what it uses', [web], { from: 20, to: tinySize.vcpus }),
  changeOfQuota('a tenant, to more', [], { from: 20, to: 24 }),
  {
    kind: 'suspend-tenant',
    prepare: (world) => settleInstances(world, [web, ended]),
    begin: async ({ ctx, tenant }) => (await suspendTenant(ctx, { id: tenant.id, reason: 'unpaid' })).jobId,
  },
  {
    kind: 'unsuspend-tenant',
    goesOnWithout: true,
    async prepare(world) {
      await settleInstances(world, [{ ...web, power: 'stopped', wantsRunning: true }, idle]);
      await world.ctx.db.tenant.update({
        where: { id: world.tenant.id },
        data: { state: 'suspended', suspendedReason: 'unpaid', suspendedAt: new Date() },
      });
    },
    begin: async ({ ctx, tenant }) => (await unsuspendTenant(ctx, { id: tenant.id })).jobId,
  },
];

function changeOfQuota(
  title: string,
  wishes: readonly Wish[],
  vcpus: { from: number; to: number },
): Scenario {
  const change = async ({ ctx, tenant }: World, wanted: number) => {
    const { quota: now } = await getTenant(ctx, tenant.id);
    const input = { id: tenant.id, quota: { ...now, vcpus: wanted } };
    // The verb waits for the engine's answer, and says that there is none yet when its time is over.
    return updateQuota(ctx, input, { timeoutSeconds: 0 });
  };
  return {
    kind: 'update-quota',
    title,
    async prepare(world) {
      await removeOther(world);
      await settleInstances(world, wishes);
      const { quota: now } = await getTenant(world.ctx, world.tenant.id);
      if (now.vcpus === vcpus.from) return;
      await change(world, vcpus.from);
      await runQueuedJobs(world.ctx);
    },
    begin: async (world) => (await change(world, vcpus.to)).jobId,
  };
}

async function createOther({ ctx, otherSlug: slug, tenantIds }: World): Promise<string> {
  const { tenantId, jobId } = await createTenant(ctx, { slug, name: slug, quota });
  tenantIds.add(tenantId);
  return jobId;
}

async function isOtherWhole({ ctx, otherSlug: slug }: World): Promise<boolean> {
  return (await ctx.db.tenant.findUnique({ where: { slug } }))?.state === 'active';
}

async function removeOther(world: World): Promise<void> {
  const { ctx, otherSlug: slug } = world;
  await ctx.db.tenant.deleteMany({ where: { slug } });
  await removeEngineTenant(ctx.engine, [projectName(slug)], others(world));
}
