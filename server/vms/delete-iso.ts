import type { Ctx } from '#server/context.ts';
import { projectName } from '#server/networks/network-names.ts';
import { noWhy } from '#server/why/why.ts';
import { deleteIsoJob } from './delete-iso.job.ts';
import { enqueueIsoJob } from './enqueue-iso-job.ts';
import { holdIso, loadIso } from './load-iso.ts';
import type { IsoJobStarted } from './schema.ts';

/** Deletes a disc that is in no drive. */
export async function deleteIso(ctx: Ctx, input: { id: string }): Promise<IsoJobStarted> {
  const { id, tenantId, name, pool, tenant, nodeId } = await loadIso(ctx, input.id, 'instance.manage');
  return ctx.db.$transaction(async (tx) => {
    await holdIso(tx, 'delete', id);
    await tx.iso.update({ where: { id }, data: { state: 'deleting', ...noWhy } });
    const nodes = await tx.node.findMany({ select: { id: true, name: true } });
    const target = nodes.length > 1 ? (nodes.find((node) => node.id === nodeId)?.name ?? null) : null;
    return enqueueIsoJob(ctx, tx, deleteIsoJob, {
      iso: { id, name, tenantId },
      action: 'iso.delete',
      params: { id, tenantId, name, pool, target, project: projectName(tenant.slug) },
    });
  });
}
