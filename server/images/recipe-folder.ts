import { dirname, join } from 'node:path';
import { env } from '#server/env.ts';

/** Where `images/` is. The panel's processes run in its folder; a bundled module knows no place of its own. */
export function recipesRoot(): string {
  return env().BERTH_RECIPES ?? process.cwd();
}

export function buildProgram(): string {
  return join(/* turbopackIgnore: true */ process.cwd(), 'scripts/build-recipe.mjs');
}

/** Where builds work and write their logs: beside the master key, which is the installation's own folder. */
function buildsFolder(): string {
  return join(/* turbopackIgnore: true */ dirname(env().BERTH_MASTER_KEY_FILE), 'image-builds');
}

/** Of one job: no other build was ever there. */
export function workFolder(jobId: string): string {
  return join(/* turbopackIgnore: true */ buildsFolder(), jobId);
}

/** Of the last build of a recipe. */
export function logFile(recipe: string): string {
  return join(/* turbopackIgnore: true */ buildsFolder(), `${recipe}.log`);
}
