import type { Ctx } from '#server/context.ts';
import { type Tx, uniqueViolation } from '#server/db.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { reserveDisk } from '#server/quotas/reserve-disk.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { refuseTakenUpload } from '#server/uploads/refuse-taken-upload.ts';
import { takeUpload } from '#server/uploads/take-upload.ts';
import { enqueueIsoJob } from './enqueue-iso-job.ts';
import { importIsoJob } from './import-iso.job.ts';
import type { ImportIsoInput, IsoJobStarted } from './schema.ts';

/** Makes a disc of a whole upload: its row at once, which counts in the quota, its volume by a job. */
export async function importIso(ctx: Ctx, input: ImportIsoInput): Promise<IsoJobStarted> {
  const tenantId = await authorizeSlug(ctx, input.tenant, 'instance.manage');
  const target = await chooseNode(ctx.db, input.nodeId);
  try {
    return await ctx.db.$transaction((tx) => write(ctx, tx, tenantId, target, input));
  } catch (error) {
    if (!uniqueViolation(error)?.includes('name')) throw error;
    const { name } = input;
    throw new AppError('conflict', 'iso-name-taken', { name }, { field: 'name', cause: error });
  }
}

async function write(ctx: Ctx, tx: Tx, tenantId: string, target: string | null, input: ImportIsoInput) {
  const { name, uploadId } = input;
  const locked = await lockActiveTenant(tx, tenantId);
  const { sizeBytes } = await takeUpload(tx, { id: uploadId, tenantId, purpose: 'iso' });
  await refuseTakenUpload(tx, uploadId);
  await reserveDisk(tx, tenantId, sizeBytes, locked);
  const pool = env().BERTH_POOL;
  const { id, tenant } = await tx.iso.create({
    data: { tenantId, name, pool, sizeBytes },
    select: { id: true, tenant: { select: { slug: true } } },
  });
  const place = { project: projectName(tenant.slug), pool, target };
  return enqueueIsoJob(ctx, tx, importIsoJob, {
    iso: { id, name, tenantId },
    action: 'iso.import',
    params: { id, tenantId, name, ...place, uploadId, sizeBytes },
    details: { sizeBytes },
  });
}

/** The member of a cluster that it shall lie on; null where there is one node alone. */
async function chooseNode(db: Tx, nodeId: string | undefined): Promise<string | null> {
  const nodes = await db.node.findMany({ select: { id: true, name: true, state: true } });
  const online = nodes.filter(({ state }) => state === 'online');
  const chosen = nodeId ? online.find(({ id }) => id === nodeId) : online[0];
  if (nodeId && !chosen) throw new AppError('refused', 'iso-node-gone', {}, { field: 'nodeId' });
  return nodes.length > 1 ? (chosen?.name ?? null) : null;
}
