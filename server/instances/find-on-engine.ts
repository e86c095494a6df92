import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import type { TaggedInstance } from '#server/incus/instance.ts';
import { getInstance } from '#server/incus/instances.ts';
import type { InstanceParams } from './job-params.ts';

export const idKey = 'user.berth.id';

/**
 * The engine's instance of that name if it carries our id, else undefined: one of the same name that
 * somebody else made is none of ours.
 */
export async function findOnEngine(
  engine: Engine,
  { id, project, name }: InstanceParams,
  signal?: AbortSignal,
): Promise<TaggedInstance | undefined> {
  try {
    const instance = await getInstance(engine, { project, name }, { signal });
    return instance.config[idKey] === id ? instance : undefined;
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}
