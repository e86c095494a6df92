import { AppError } from '#server/errors.ts';
import { deleteCustomVolume } from '#server/incus/custom-volumes.ts';
import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { type IsoParams, volumeRef } from './iso-params.ts';

type Step = { engine: Engine; params: IsoParams; lease: AbortSignal };

/** Gone as well when it was gone before. Throws `iso-in-use` where a VM has it that we know nothing of. */
export async function removeIsoVolume({ engine, params, lease }: Step): Promise<void> {
  try {
    await deleteCustomVolume(engine, volumeRef(params), { signal: lease });
  } catch (error) {
    if (isEngineError(error, 'not-found')) return;
    if (!isEngineError(error, 'conflict')) throw error;
    throw new AppError('conflict', 'iso-in-use', { name: params.name, count: 1 }, { cause: error });
  }
}
