import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { EngineError, isEngineError } from '#server/incus/engine-error.ts';
import { pullImage } from '#server/incus/images.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { endFailedImage, endMadeImage } from './end-image.ts';
import { findByAlias } from './find-own-image.ts';
import { finishTelling } from './finish-telling.ts';
import { imageParams } from './image-params.ts';
import { removeFromEngine } from './remove-from-engine.ts';
import { waitForImages } from './wait-for-images.ts';

const params = imageParams.extend({
  tenantId: z.null(),
  server: z.string(),
  remoteAlias: z.string(),
  type: z.enum(['container', 'virtual-machine']),
  isUpdated: z.boolean(),
});
export type CopyImageParams = z.infer<typeof params>;
type Step = BerthStep<CopyImageParams>;

/** The engine fetches an image of an image server by itself. */
export const copyImageJob: BerthJob<CopyImageParams> = defineJob({
  kind: 'copy-image',
  version: 1,
  params,
  steps: [
    { name: 'look', run: refuseTaken, remembers: true },
    { name: 'copy', run: copy, undo: removeAgain, leftBehind },
  ],
  async onDone(tx, { id, tenantId }, outputs) {
    await endMadeImage(tx, { id, tenantId }, outputs.copy);
  },
  onFailed: (tx, { id, tenantId }, error) => endFailedImage(tx, { id, tenantId }, error),
});

/** From here on what has the alias is ours: before, it would be somebody's who imported it by hand. */
async function refuseTaken(step: Step): Promise<void> {
  const { alias } = step.params;
  if (await findByAlias(step)) throw new AppError('conflict', 'image-alias-taken', { alias });
}

async function copy(step: Step): Promise<{ fingerprint: string; sizeBytes: number }> {
  const { engine, params } = step;
  await waitForImages(step, 'default');
  if (!(await findByAlias(step))) {
    const { server, remoteAlias, type, alias, isUpdated } = params;
    const wish = { server, remoteAlias, type, aliases: [alias], autoUpdate: isUpdated };
    // Not broken off by a cancelling: nobody would know whether the engine had heard it.
    await finishTelling(step, await pullImage(engine, wish)).catch(async (error: unknown) => {
      if (!isEngineError(error, 'conflict') || !(await findByAlias(step))) throw error;
    });
  }
  const found = await findByAlias(step);
  if (found) return { fingerprint: found.fingerprint, sizeBytes: found.sizeBytes };
  throw new EngineError({
    kind: 'unavailable',
    engineMessage: `the engine has forgotten the copying of ${params.remoteAlias}`,
    method: 'POST',
    path: '/1.0/images',
  });
}

async function removeAgain(step: Step): Promise<void> {
  await waitForImages(step, 'default');
  const found = await findByAlias(step);
  if (found) await removeFromEngine(step.engine, found, step.params.alias, step.signal);
}

async function leftBehind(step: Step): Promise<Leftover[]> {
  const found = await findByAlias(step);
  return found ? [{ thing: 'image', name: step.params.alias, place: 'default' }] : [];
}
