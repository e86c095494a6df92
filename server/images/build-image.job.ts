import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { endBuild, followBuild } from './follow-build.ts';
import { importBuilt } from './import-built.ts';
import { workFolder } from './recipe-folder.ts';

const params = z.object({
  recipe: z.string(),
  images: z.array(z.object({ variant: z.string(), alias: z.string(), description: z.string() })),
});
export type BuildImageParams = z.infer<typeof params>;
type Step = BerthStep<BuildImageParams>;

/** Only on the panel's own machine: what is built lies in a folder of the job until the engine has it. */
export const buildImageJob: BerthJob<BuildImageParams> = defineJob({
  kind: 'build-image',
  version: 1,
  params,
  steps: [
    { name: 'build', run: build, undo: removeWork },
    // The former images go: nothing brings them back.
    { name: 'import', run: takeOver, isFinal: true },
  ],
});

async function build(step: Step): Promise<{ hash: string }> {
  const { jobId, params } = step;
  const result = await followBuild(step, { recipe: params.recipe, work: workFolder(jobId) });
  if ('hash' in result) return result;
  throw new AppError('refused', 'image-build-failed', { recipe: params.recipe, why: result.error });
}

async function removeWork({ jobId }: Step): Promise<void> {
  const work = workFolder(jobId);
  await endBuild(work);
  await rm(work, { recursive: true, force: true });
}

async function takeOver(step: Step): Promise<void> {
  const { hash } = z.object({ hash: z.string() }).parse(step.outputs.build);
  const work = workFolder(step.jobId);
  for (const image of step.params.images) {
    await step.note(image.alias);
    await importBuilt(step.engine, {
      ...image,
      hash,
      build: step.jobId,
      folder: `${work}/out/${image.variant}`,
    });
  }
  await rm(work, { recursive: true, force: true });
}
