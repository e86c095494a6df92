import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildImages } from '../lib/build-images.mjs';
import { deleteNameless, findImage, importImage, pullImage, setAlias } from '../lib/image-import.mjs';
import { imageRecipes } from '../lib/image-recipes.mjs';
import { incusSource, readOsRelease } from '../lib/os-release.mjs';
import { StepError } from '../lib/step-error.mjs';
import { tryLightVm } from '../lib/try-light-vm.mjs';

const publicServer = 'https://images.linuxcontainers.org';
const pulled = { alias: 'debian/12', from: 'debian/12/cloud', description: 'Debian 12 (bookworm)' };

/**
 * The images that instances are made of, found by alias and by the hash of their recipe, so that a changed recipe is
 * built anew, and that one alone. See docs/operating/images.md for why our own come before the public ones.
 */
export const images = {
  name: 'images',
  async run(ctx) {
    if (!canBuild(ctx)) return fetchPublic(ctx);
    const recipes = imageRecipes(ctx.root);
    const built = [];
    for (const recipe of recipes) if (await ensureRecipe(ctx, recipe)) built.push(recipe.name);
    const isTried = built.includes('debian-12') && !ctx.remote;
    const times = isTried ? `; ${await tryLightVm(ctx, 'debian/12')}` : '';
    const names = recipes.flatMap((recipe) => recipe.images.map(({ alias }) => alias));
    return `images ${names.join(', ')}${times}`;
  },
};

/** Tells whether it had anything to do. */
async function ensureRecipe(ctx, recipe) {
  const found = await Promise.all(recipe.images.map(({ alias }) => findImage(ctx.engine, alias)));
  if (found.every((image) => image?.properties['berth.recipe'] === recipe.hash)) return false;
  console.log(`… images/${recipe.name} is built; this takes a minute`);
  const work = await buildImages(ctx, recipe);
  await deleteNameless(ctx.engine);
  for (const { alias, variant, description } of recipe.images) {
    const properties = { 'berth.recipe': recipe.hash };
    const fingerprint = await importImage(ctx.engine, path.join(work, variant), properties);
    await setAlias(ctx.engine, alias, fingerprint, description);
  }
  rmSync(work, { recursive: true, force: true });
  return true;
}

function canBuild(ctx) {
  if (ctx.env.BERTH_IMAGE_SOURCE === 'public') return false;
  const isSameMachineKind =
    ctx.server.environment.architectures[0] === (process.arch === 'arm64' ? 'aarch64' : 'x86_64');
  return ctx.isRoot && incusSource(readOsRelease()) !== undefined && isSameMachineKind;
}

async function fetchPublic(ctx) {
  if (await findImage(ctx.engine, pulled.alias)) return `image ${pulled.alias}`;
  try {
    const fingerprint = await pullImage(ctx.engine, ctx.env.BERTH_IMAGE_SERVER ?? publicServer, pulled.from, {
      'berth.default_user': 'root',
      'berth.cloud_init': 'true',
      'berth.ssh_keys': 'cloud-init',
    });
    await setAlias(ctx.engine, pulled.alias, fingerprint, pulled.description);
  } catch (cause) {
    throw new StepError(
      `the engine has no image ${pulled.alias} and could not fetch it: ${cause.message}`,
      'build it as root on Debian or Ubuntu with the same BERTH_ variables (sudo npm start), or import one: incus image import … --alias debian/12',
      { cause },
    );
  }
  return `image ${pulled.alias} from the public image server`;
}
