import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { buildProgram, recipesRoot } from './recipe-folder.ts';

const recipe = z.object({
  name: z.string(),
  hash: z.string(),
  images: z.array(z.object({ variant: z.string(), alias: z.string(), description: z.string() })),
});
export type Recipe = z.infer<typeof recipe>;

/** What can be built of `images/` (images/README.md), each with the hash of its files. */
export async function readRecipes(): Promise<Recipe[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [buildProgram(), recipesRoot()]);
  return z.array(recipe).parse(JSON.parse(stdout));
}
