import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { deleteImage, deleteImageAlias, type Image } from '#server/incus/images.ts';
import { finishOperation } from '#server/incus/operations.ts';

/** Takes an image away; one that has other names as well loses only this one. Gone already is done as well. */
export async function removeFromEngine(
  engine: Engine,
  { fingerprint, aliases }: Pick<Image, 'fingerprint' | 'aliases'>,
  alias: string,
  signal?: AbortSignal,
): Promise<void> {
  try {
    if (aliases.some((name) => name !== alias)) await deleteImageAlias(engine, { alias }, { signal });
    else await finishOperation(engine, await deleteImage(engine, { fingerprint }, { signal }), { signal });
  } catch (error) {
    if (!isEngineError(error, 'not-found')) throw error;
  }
}
