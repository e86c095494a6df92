// Builds one recipe of images/ for the panel, which follows its output and takes what it has made:
//
//   node scripts/build-recipe.mjs ROOT            the recipes under ROOT/images, as JSON
//   node scripts/build-recipe.mjs ROOT NAME WORK  → WORK/out/<variant>/…, and at its end WORK/result.json
//
// The result is {"hash"} of what was built, or {"error"}.
import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSources } from './lib/apt.mjs';
import { imageRecipes } from './lib/image-recipes.mjs';
import { imageSources } from './lib/image-sources.mjs';
import { aptOptions, ensureTools } from './lib/image-tools.mjs';
import { readOsRelease } from './lib/os-release.mjs';

const [root, name, work] = process.argv.slice(2);
const recipes = imageRecipes(root);
if (name === undefined) process.stdout.write(JSON.stringify(recipes));
else await build(recipes.find((recipe) => recipe.name === name));

async function build(recipe) {
  try {
    if (!recipe) throw new Error(`there is no recipe images/${name}`);
    const out = path.join(work, 'out');
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    const os = readOsRelease();
    await ensureTools(os);
    const sources = path.join(work, 'apt.sources');
    writeFileSync(sources, imageSources(readSources(), os));
    await follow('bash', [path.join(recipe.folder, 'build.sh'), out, sources], await aptOptions());
    end({ hash: recipe.hash });
  } catch (error) {
    console.error(error.message);
    end({ error: error.message });
    process.exitCode = 1;
  }
}

/** Whole or not at all: who reads it takes it for the end. */
function end(result) {
  writeFileSync(path.join(work, 'result.part'), JSON.stringify(result));
  renameSync(path.join(work, 'result.part'), path.join(work, 'result.json'));
}

/** What it says goes where our own output goes, as it is said. */
function follow(program, args, options) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, APT_OPTIONS: options };
    const child = spawn(program, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`images/${name}/build.sh ended with ${signal ?? `code ${code}`}`));
    });
  });
}
