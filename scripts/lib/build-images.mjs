import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSources } from './apt.mjs';
import { imageSources } from './image-sources.mjs';
import { aptOptions, ensureTools } from './image-tools.mjs';
import { readOsRelease } from './os-release.mjs';
import { run } from './run.mjs';
import { unlessStamped } from './stamp.mjs';
import { StepError } from './step-error.mjs';

/**
 * Builds the images of a recipe (imageRecipes) and gives the folder with a folder for each variant. A whole build of
 * the same recipe that was not imported yet is used as it is.
 */
export async function buildImages(ctx, recipe) {
  const work = path.join(ctx.home, 'images', recipe.name);
  await unlessStamped(path.join(work, 'recipe'), recipe.hash, () => build(ctx, recipe, work));
  return work;
}

async function build(ctx, recipe, work) {
  const os = readOsRelease();
  await ensureTools(os);
  rmSync(work, { recursive: true, force: true }); // what a build that was cut short left
  mkdirSync(work, { recursive: true });
  const sources = path.join(work, 'apt.sources');
  writeFileSync(sources, imageSources(readSources(), os));
  try {
    await run('bash', [path.join(recipe.folder, 'build.sh'), work, sources], {
      env: { APT_OPTIONS: await aptOptions() },
    });
  } catch (cause) {
    throw new StepError(
      `the images of images/${recipe.name} could not be built: ${cause.said ?? cause.message}`,
      `see all of it: less ${ctx.logFile}`,
      { cause },
    );
  }
}
