import { notifyChange } from '#server/events/notify-change.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { noWhy, whyOf } from '#server/why/why.ts';
import { findByAlias } from './find-own-image.ts';
import { type ImageParams, imageParams } from './image-params.ts';
import { removeFromEngine } from './remove-from-engine.ts';

export const deleteImageJob: BerthJob<ImageParams> = defineJob({
  kind: 'delete-image',
  version: 1,
  params: imageParams,
  steps: [{ name: 'delete', run: remove, isFinal: true }],
  async onDone(tx, { id, tenantId }) {
    await tx.image.deleteMany({ where: { id } });
    await notifyChange(tx, { topic: 'image', id, tenantId });
  },
  async onFailed(tx, { id, tenantId }, error) {
    // The loop of the images says whether the engine has it still.
    const data = { state: 'ready', ...(error.reason === 'cancelled' ? noWhy : whyOf(error)) };
    await tx.image.updateMany({ where: { id }, data });
    await notifyChange(tx, { topic: 'image', id, tenantId });
  },
});

async function remove(step: BerthStep<ImageParams>): Promise<void> {
  const found = await findByAlias(step);
  if (found) await removeFromEngine(step.engine, found, step.params.alias);
}
