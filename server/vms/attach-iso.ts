import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { enqueueInstanceJob } from '#server/instances/enqueue-instance-job.ts';
import { holdFor } from '#server/instances/hold-for.ts';
import { loadFor } from '#server/instances/load-for.ts';
import type { JobStarted } from '#server/instances/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { attachIsoJob } from './attach-iso.job.ts';
import { holdIso, loadIso } from './load-iso.ts';
import type { AttachIsoInput } from './schema.ts';

/** Puts a disc of the same tenant into a drive of a VM; a running one has it at once. */
export async function attachIso(ctx: Ctx, input: AttachIsoInput): Promise<JobStarted> {
  const read = await loadFor(ctx, 'attach-iso', input.id);
  const { tenantId } = await loadIso(ctx, input.isoId, 'instance.manage');
  if (tenantId !== read.tenant.id) throw new AppError('not-found', 'not-found');
  await unlockFor(ctx, read.vault);
  return ctx.db.$transaction(async (tx) => {
    await lockActiveTenant(tx, tenantId);
    const instance = await holdFor(tx, 'attach-iso', read);
    const { id: isoId, name: isoName, pool, nodeId } = await holdIso(tx, 'attach', input.isoId);
    const { id, name, tenant, node, vault } = instance;
    if (nodeId && node && nodeId !== node.id) throw elsewhere(isoName, name);
    const isThere = await tx.isoAttachment.count({ where: { isoId, instanceId: id } });
    if (isThere > 0)
      throw new AppError('conflict', 'iso-attached-already', { name: isoName, instance: name });
    const { bootsFirst } = input;
    await tx.isoAttachment.create({ data: { isoId, instanceId: id, bootsFirst } });
    return enqueueInstanceJob(ctx, tx, attachIsoJob, {
      ...{ action: 'instance.attach-iso', instance, details: { iso: isoName } },
      params: {
        ...{ id, name, project: projectName(tenant.slug), vaultId: vault?.id },
        ...{ isoId, tenantId, pool, bootsFirst },
      },
    });
  });
}

function elsewhere(name: string, instance: string): AppError {
  return new AppError('refused', 'iso-elsewhere', { name, instance }, { field: 'isoId' });
}
