import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { getImageByAlias, type Image } from '#server/incus/images.ts';
import { type ImageParams, idProperty } from './image-params.ts';

type Target = { engine: Engine; params: Pick<ImageParams, 'id' | 'alias'>; signal?: AbortSignal };

/** What a job has made for this row; undefined where there is nothing, or somebody else's. */
export async function findOwnImage(target: Target): Promise<Image | undefined> {
  const found = await findByAlias(target);
  return found?.properties[idProperty] === target.params.id ? found : undefined;
}

export async function findByAlias({ engine, params, signal }: Target): Promise<Image | undefined> {
  try {
    return await getImageByAlias(engine, { alias: params.alias }, { signal });
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}
