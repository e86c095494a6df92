import type { Ctx } from '#server/context.ts';
import { type Tx, uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { enqueueInstanceJob } from '#server/instances/enqueue-instance-job.ts';
import { holdFor } from '#server/instances/hold-for.ts';
import { loadFor } from '#server/instances/load-for.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import { parseInput } from '#server/parse-input.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { reserveDisk } from '#server/quotas/reserve-disk.ts';
import { createImageJob } from './create-image.job.ts';
import { ownAlias } from './image-params.ts';
import { refuseFullEngine } from './refuse-full-engine.ts';
import { type ImageJobStarted, type MakeImageInput, makeImageInput } from './schema.ts';

/**
 * Makes an image of a stopped instance, for its account alone. What is in a vault stays in it: an image would lie
 * outside, readable on the disk.
 */
export async function createImage(ctx: Ctx, input: MakeImageInput): Promise<ImageJobStarted> {
  const { instanceId, name, description } = parseInput(makeImageInput, input);
  const read = await loadFor(ctx, 'make-image', instanceId);
  try {
    return await ctx.db.$transaction((tx) => write(ctx, tx, read, { name, description }));
  } catch (error) {
    if (!uniqueViolation(error)?.includes('name')) throw error;
    throw new AppError('conflict', 'image-name-taken', { name }, { field: 'name', cause: error });
  }
}

async function write(
  ctx: Ctx,
  tx: Tx,
  read: InstanceView,
  { name, description }: { name: string; description: string },
): Promise<ImageJobStarted> {
  const tenantId = read.tenant.id;
  const locked = await lockActiveTenant(tx, tenantId);
  const instance = await holdFor(tx, 'make-image', read);
  const { vault } = instance;
  if (vault) throw new AppError('refused', 'image-of-vault', { name: instance.name, vault: vault.name });
  const sizeBytes = await likelySize(tx, instance);
  await reserveDisk(tx, tenantId, sizeBytes, locked);
  await refuseFullEngine(tx, ctx.engine, { name: instance.name, sizeBytes });
  const { id, alias } = await insert(tx, instance, { name, description, sizeBytes });
  const params = { id, alias, tenantId, project: projectName(instance.tenant.slug), instance: instance.name };
  const { jobId } = await enqueueInstanceJob(ctx, tx, createImageJob, {
    action: 'instance.make-image',
    instance,
    params: { ...params, name },
    details: { image: name },
  });
  await notifyChange(tx, { topic: 'image', id, tenantId });
  return { imageId: id, jobId };
}

/** Packed it is smaller than what is on the disk; where nobody has measured that, than the disk. */
async function likelySize(tx: Tx, { id, diskBytes }: InstanceView): Promise<number> {
  const sample = await tx.usageSample.findFirst({
    where: { instanceId: id },
    orderBy: { at: 'desc' },
    select: { diskBytes: true },
  });
  const used = Number(sample?.diskBytes ?? 0);
  return used > 0 ? Math.min(used, diskBytes) : diskBytes;
}

/** Of what it was made of it has the system, the user and what it needs. */
async function insert(
  tx: Tx,
  { id: instanceId, kind, name: instanceName, diskBytes, tenant }: InstanceView,
  row: { name: string; description: string; sizeBytes: number },
) {
  const { image: source } = await tx.instance.findUniqueOrThrow({
    where: { id: instanceId },
    select: {
      image: {
        select: { os: true, release: true, defaultUser: true, hasCloudInit: true, minMemoryBytes: true },
      },
    },
  });
  const id = crypto.randomUUID();
  const origin = { origin: 'instance', originNote: instanceName, state: 'creating' };
  const unknown = { os: 'Linux', release: '', defaultUser: 'root', hasCloudInit: false, minMemoryBytes: 0n };
  return tx.image.create({
    data: {
      ...{ id, tenantId: tenant.id, alias: ownAlias(id), kind, ...row, ...origin },
      ...(source ?? unknown),
      ...{ minDiskBytes: diskBytes, isEnabled: false, isPresent: false },
    },
    select: { id: true, alias: true },
  });
}
