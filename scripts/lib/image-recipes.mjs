import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { filesHash } from './files-hash.mjs';

/**
 * What can be built: every folder of `images/` with a `recipe.json` (images/README.md). `hash` is of its files, of those
 * that it uses and of what all share, and stands as `berth.recipe` at the images that were made by it.
 *
 * @returns {{name: string, folder: string, hash: string, images: {variant: string, alias: string, description: string}[]}[]}
 */
export function imageRecipes(root) {
  const all = path.join(root, 'images');
  return readdirSync(all)
    .filter((name) => existsSync(path.join(all, name, 'recipe.json')))
    .sort()
    .map((name) => {
      const { images, uses = [] } = JSON.parse(readFileSync(path.join(all, name, 'recipe.json'), 'utf8'));
      const folders = [name, 'lib', ...uses].map((each) => `images/${each}`);
      return { name, folder: path.join(all, name), hash: filesHash(root, folders, [], isSource), images };
    });
}

/** What Python leaves beside its files is not of the recipe. */
function isSource(file) {
  return !file.includes('__pycache__');
}
