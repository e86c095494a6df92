import { z } from 'zod';
import { EngineError, isEngineError } from '#server/incus/engine-error.ts';
import type { Image } from '#server/incus/images.ts';
import { publishImage } from '#server/incus/publish-image.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { endFailedImage, endMadeImage } from './end-image.ts';
import { findOwnImage } from './find-own-image.ts';
import { finishTelling } from './finish-telling.ts';
import { idProperty, imageParams, tenantProperty } from './image-params.ts';
import { removeFromEngine } from './remove-from-engine.ts';
import { waitForImages } from './wait-for-images.ts';

const params = imageParams.extend({
  tenantId: z.uuid(),
  project: z.string(),
  instance: z.string(),
  /** The row's name: what the engine's own list shows. */
  name: z.string(),
});
export type CreateImageParams = z.infer<typeof params>;
type Step = BerthStep<CreateImageParams>;

/** A customer's image of a stopped instance. */
export const createImageJob: BerthJob<CreateImageParams> = defineJob({
  kind: 'create-image',
  version: 1,
  params,
  steps: [{ name: 'publish', run: publish, undo: removeAgain, leftBehind }],
  async onDone(tx, { id, tenantId }, outputs) {
    await endMadeImage(tx, { id, tenantId }, outputs.publish);
  },
  onFailed: (tx, { id, tenantId }, error) => endFailedImage(tx, { id, tenantId }, error),
});

async function publish(step: Step): Promise<{ fingerprint: string; sizeBytes: number }> {
  const { engine, params, signal } = step;
  await waitForImages(step, step.params.project);
  const { project, instance, alias, name, id, tenantId } = params;
  if (!(await findOwnImage(step))) {
    const properties = { description: name, [idProperty]: id, [tenantProperty]: tenantId };
    // Not broken off by a cancelling: nobody would know whether the engine had heard it.
    const operation = await publishImage(engine, { project, instance, aliases: [alias], properties });
    await finishTelling(step, operation).catch(async (error: unknown) => {
      // Asked for by a call whose answer was lost, it was made meanwhile.
      if (!isEngineError(error, 'conflict') || !(await findOwnImage(step))) throw error;
    });
  }
  const { fingerprint, sizeBytes } = await made(step, signal);
  return { fingerprint, sizeBytes };
}

async function made({ engine, params }: Step, signal: AbortSignal): Promise<Image> {
  const found = await findOwnImage({ engine, params, signal });
  if (found) return found;
  throw new EngineError({
    kind: 'unavailable',
    engineMessage: `the engine has forgotten the making of an image of ${params.instance}`,
    method: 'POST',
    path: '/1.0/images',
    project: params.project,
  });
}

async function removeAgain(step: Step): Promise<void> {
  await waitForImages(step, step.params.project);
  const found = await findOwnImage(step);
  if (found) await removeFromEngine(step.engine, found, step.params.alias, step.signal);
}

async function leftBehind(step: Step): Promise<Leftover[]> {
  const found = await findOwnImage(step);
  return found ? [{ thing: 'image', name: found.fingerprint.slice(0, 12), place: 'default' }] : [];
}
