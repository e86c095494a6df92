import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { parseInput } from '#server/parse-input.ts';
import { noWhy } from '#server/why/why.ts';
import { deleteImageJob } from './delete-image.job.ts';
import { enqueueImageJob } from './enqueue-image-job.ts';
import { loadImage } from './load-image.ts';
import { type ImageJobStarted, type ImageView, imageIdInput } from './schema.ts';

/**
 * Takes an image off the engine and the list. Instances that were made of it stay as they are; they cannot be
 * reinstalled from it any more. Refused while one is being made of it.
 */
export async function deleteImage(ctx: Ctx, input: { id: string }): Promise<ImageJobStarted> {
  const image = await loadImage(ctx, parseInput(imageIdInput, input).id, 'instance.manage');
  const { id, alias, name, tenantId } = image;
  return ctx.db.$transaction(async (tx) => {
    await refuseUnlessIdle(tx, image);
    if (!hasAny(image)) return forget(ctx, tx, image);
    await tx.image.update({ where: { id }, data: { state: 'deleting', ...noWhy } });
    return enqueueImageJob(ctx, tx, deleteImageJob, {
      action: 'image.delete',
      name,
      params: { id, alias, tenantId },
    });
  });
}

/** Whether there is something of it on the engine. */
function hasAny({ origin, state }: ImageView): boolean {
  return origin !== 'registry' && state !== 'failed';
}

async function refuseUnlessIdle(tx: Tx, { id, name }: ImageView): Promise<void> {
  const [row] = await tx.$queryRaw<{ state: string }[]>`
    SELECT "state" FROM "Image" WHERE "id" = ${id}::uuid FOR UPDATE`;
  if (!row) throw new AppError('not-found', 'not-found');
  if (row.state === 'creating') throw new AppError('busy', 'image-being-made', { name });
  if (row.state === 'deleting') throw new AppError('busy', 'busy', { subject: name, kind: 'delete-image' });
  // Of a reinstall only the job knows what it is made of.
  const using = await tx.job.count({
    where: {
      state: { in: [...liveJobStates] },
      OR: [
        { params: { path: ['imageId'], equals: id } },
        { kind: 'create-instance', instanceId: { not: null }, instance: { imageId: id } },
      ],
    },
  });
  if (using > 0) throw new AppError('busy', 'image-in-use', { name, count: using });
}

async function forget(ctx: Ctx, tx: Tx, { id, name, tenantId }: ImageView): Promise<ImageJobStarted> {
  await tx.image.delete({ where: { id } });
  const target = { targetKind: 'image', targetId: id, targetName: name };
  await record(ctx, tx, { action: 'image.delete', tenantId, ...target });
  await notifyChange(tx, { topic: 'image', id, tenantId });
  return { imageId: id, jobId: null };
}
