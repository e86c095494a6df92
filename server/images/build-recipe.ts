import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { parseInput } from '#server/parse-input.ts';
import { scope } from '#server/telemetry/scope.ts';
import { buildRecipeInput } from './add-schema.ts';
import { buildImageJob } from './build-image.job.ts';
import { readRecipes } from './read-recipes.ts';
import type { ImageJobStarted } from './schema.ts';
import { whyNoBuilds } from './why-no-builds.ts';

/** Builds the images of a recipe of `images/` on the panel's own machine, and puts them in the place of the former ones. */
export async function buildRecipe(ctx: Ctx, input: { recipe: string }): Promise<ImageJobStarted> {
  authorizeOperator(ctx);
  const { recipe } = parseInput(buildRecipeInput, input);
  const refusal = whyNoBuilds(ctx);
  if (refusal) throw new AppError('refused', refusal);
  const found = (await readRecipes()).find(({ name }) => name === recipe);
  if (!found) throw new AppError('not-found', 'image-recipe-unknown');
  return ctx.db.$transaction(async (tx) => {
    const jobId = await enqueueJob(tx, buildImageJob, {
      params: { recipe, images: found.images },
      subject: recipe,
      subjectKey: `recipe:${recipe}`,
      actorId: actorId(ctx.actor),
      actorName: actorName(ctx.actor),
      requestId: ctx.requestId,
      traceparent: scope().traceparent,
    });
    await record(ctx, tx, { action: 'image.build', targetKind: 'image', targetName: recipe });
    return { imageId: null, jobId };
  });
}
