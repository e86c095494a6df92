import { join } from 'node:path';
import type { Engine } from '#server/incus/engine.ts';
import { createImageAlias, type Image, listImages, moveImageAlias } from '#server/incus/images.ts';
import { importImage } from '#server/incus/import-image.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { findByAlias } from './find-own-image.ts';
import { removeFromEngine } from './remove-from-engine.ts';

type Built = {
  variant: string;
  alias: string;
  /** Of the recipe. */
  hash: string;
  /** The id of the job: the same recipe may be built again, for newer packages. */
  build: string;
  folder: string;
};

/** Brings what was built to the engine, under its alias; the image that had it goes, unless it has other names. */
export async function importBuilt(
  engine: Engine,
  { variant, alias, hash, build, folder }: Built,
): Promise<void> {
  const params = { id: '', alias };
  const former = await findByAlias({ engine, params });
  const isIt = ({ properties }: Image) =>
    properties['berth.build'] === build && properties['berth.variant'] === variant;
  await removeNameless(engine, { hash, build, variant });
  // A run that was cut short may have imported it and not named it.
  let made = (await listImages(engine)).find(isIt);
  if (!made) {
    const files = { metadata: join(folder, 'metadata.tar.gz'), rootfs: join(folder, 'rootfs.squashfs') };
    const properties = { 'berth.recipe': hash, 'berth.build': build, 'berth.variant': variant };
    await finishOperation(engine, await importImage(engine, { files, properties }), { timeoutSeconds: 3600 });
    made = (await listImages(engine)).find(isIt);
  }
  if (!made || former?.fingerprint === made.fingerprint) return;
  const target = { alias, fingerprint: made.fingerprint };
  await (former ? moveImageAlias(engine, target) : createImageAlias(engine, target));
  if (former && former.aliases.length === 1) await removeFromEngine(engine, former, alias);
}

/** What a build that failed in between has left; a recipe has one build at a time. */
async function removeNameless(
  engine: Engine,
  { hash, build, variant }: Pick<Built, 'hash' | 'build' | 'variant'>,
): Promise<void> {
  for (const image of await listImages(engine)) {
    const { aliases, properties } = image;
    const isOfRecipe = properties['berth.recipe'] === hash && properties['berth.variant'] === variant;
    const isLeft = aliases.length === 0 && properties['berth.build'] !== build;
    if (isOfRecipe && isLeft && properties['berth.build']) await removeFromEngine(engine, image, '');
  }
}
