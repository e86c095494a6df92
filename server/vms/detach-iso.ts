import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { enqueueInstanceJob } from '#server/instances/enqueue-instance-job.ts';
import { holdFor } from '#server/instances/hold-for.ts';
import { loadFor } from '#server/instances/load-for.ts';
import type { JobStarted } from '#server/instances/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { detachIsoJob } from './detach-iso.job.ts';

/** Takes a disc out of a VM; a running one sees its drive go. */
export async function detachIso(ctx: Ctx, input: { id: string; isoId: string }): Promise<JobStarted> {
  const read = await loadFor(ctx, 'attach-iso', input.id);
  await unlockFor(ctx, read.vault);
  return ctx.db.$transaction(async (tx) => {
    const instance = await holdFor(tx, 'attach-iso', read);
    const { id, name, tenant, vault } = instance;
    const attachment = await tx.isoAttachment.findUnique({
      where: { isoId_instanceId: { isoId: input.isoId, instanceId: id } },
      select: { isoId: true, bootsFirst: true, iso: { select: { pool: true, name: true } } },
    });
    if (!attachment) throw new AppError('not-found', 'not-found');
    const { isoId, bootsFirst, iso } = attachment;
    const target = { id, name, project: projectName(tenant.slug), vaultId: vault?.id };
    return enqueueInstanceJob(ctx, tx, detachIsoJob, {
      ...{ action: 'instance.detach-iso', instance, details: { iso: iso.name } },
      params: { ...target, isoId, tenantId: tenant.id, pool: iso.pool, bootsFirst },
    });
  });
}
