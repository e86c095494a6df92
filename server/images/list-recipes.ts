import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { ErrorReason } from '#server/errors.ts';
import { listImages } from '#server/incus/images.ts';
import { isLive } from '#server/jobs/states.ts';
import type { RecipeView } from './add-schema.ts';
import { readLogEnd } from './read-log-end.ts';
import { readRecipes } from './read-recipes.ts';
import { logFile } from './recipe-folder.ts';
import { whyNoBuilds } from './why-no-builds.ts';

const shownBytes = 64 * 1024;

/** What can be built of `images/`, how that stands, and why nothing can be built here, if so. */
export async function listRecipes(ctx: Ctx): Promise<{ items: RecipeView[]; whyNot: ErrorReason | null }> {
  authorizeOperator(ctx, 'read');
  const [recipes, images, jobs] = await Promise.all([
    readRecipes(),
    listImages(ctx.engine),
    ctx.db.job.findMany({
      where: { kind: 'build-image' },
      orderBy: { createdAt: 'desc' },
      distinct: ['subjectKey'],
      select: { id: true, state: true, subjectKey: true },
    }),
  ]);
  const items = recipes.map(async ({ name, hash, images: made }): Promise<RecipeView> => {
    const job = jobs.find(({ subjectKey }) => subjectKey === `recipe:${name}`);
    const stateOf = (alias: string) => {
      const found = images.find(({ aliases }) => aliases.includes(alias));
      if (!found) return 'missing';
      return found.properties['berth.recipe'] === hash ? 'present' : 'older';
    };
    return {
      name,
      images: made.map(({ alias, description }) => ({ alias, description, state: stateOf(alias) })),
      job: job ? { id: job.id, state: job.state } : null,
      isBuilding: job !== undefined && isLive(job.state),
      log: await readLogEnd(logFile(name), shownBytes),
    };
  });
  return { items: await Promise.all(items), whyNot: whyNoBuilds(ctx) };
}
