import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { projectName } from '#server/networks/network-names.ts';
import type { Allowances } from '#server/plans/allowances.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { reserveQuota } from '#server/quotas/reserve-quota.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { chooseSize } from './choose-size.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { holdFor } from './hold-for.ts';
import { factsOf } from './kinds/schema.ts';
import { loadFor } from './load-for.ts';
import { neededAllowances } from './needed-allowances.ts';
import { resizeInstanceJob } from './resize-instance.job.ts';
import type { InstanceView, JobStarted, ResizeInstanceInput, Size } from './schema.ts';
import { type NeededAllowance, whyLost } from './states.ts';

/** Gives an instance another size, while it runs where the engine can. A disk can only grow. */
export async function resizeInstance(ctx: Ctx, input: ResizeInstanceInput): Promise<JobStarted> {
  const read = await loadFor(ctx, 'resize', input.id);
  await unlockFor(ctx, read.vault, input.passphrase, read);
  return ctx.db.$transaction(async (tx) => {
    const locked = await lockActiveTenant(tx, read.tenant.id);
    const instance = await holdFor(tx, 'resize', read);
    const { id, name, tenant } = instance;
    const from = sizeOf(instance);
    const { planId, allowances, ...to } = await chooseSize(tx, locked.planSet, instance.kind, input);
    refuseLoss(await neededAllowances(tx, instance), allowances);
    refuseSmallerDisk(from, to);
    refuseLiveMemory(instance, to);
    await reserveQuota(tx, tenant.id, { kind: instance.kind, ...to }, { exceptInstanceId: id, locked });
    // Until the job has ended the row holds the larger of both, so that neither end can be over the quota.
    await tx.instance.update({ where: { id }, data: larger(from, to) });
    return enqueueInstanceJob(ctx, tx, resizeInstanceJob, {
      action: 'instance.resize',
      instance,
      params: { id, name, project: projectName(tenant.slug), from, to, planId, vaultId: instance.vault?.id },
      details: { ...to },
    });
  });
}

/** To switch it off behind the customer's back would break what runs inside at its next start. */
function refuseLoss(needs: readonly NeededAllowance[], allowances: Allowances): void {
  const reason = whyLost(needs, allowances);
  if (reason) throw new AppError('refused', reason, {}, { field: 'planId' });
}

function refuseSmallerDisk({ diskBytes }: Size, to: Size): void {
  if (to.diskBytes >= diskBytes) return;
  const gib = Math.round((diskBytes / 1024 ** 3) * 100) / 100;
  throw new AppError('refused', 'disk-cannot-shrink', { gib }, { field: 'diskBytes' });
}

/** Incus 6.0.4: "Cannot increase memory size beyond boot time size when VM is running" (driver_qemu.go). */
function refuseLiveMemory({ kind, state, memoryBytes }: InstanceView, to: Size): void {
  if (!factsOf(kind).growsMemoryStopped || state !== 'running' || to.memoryBytes <= memoryBytes) return;
  throw new AppError('refused', 'memory-needs-stop', {}, { field: 'memoryBytes' });
}

function sizeOf({ vcpus, memoryBytes, diskBytes }: Size): Size {
  return { vcpus, memoryBytes, diskBytes };
}

function larger(a: Size, b: Size): Size {
  return {
    vcpus: Math.max(a.vcpus, b.vcpus),
    memoryBytes: Math.max(a.memoryBytes, b.memoryBytes),
    diskBytes: Math.max(a.diskBytes, b.diskBytes),
  };
}
