import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { listNames } from '#server/incus/list-names.ts';

/**
 * What `read` finds, or undefined where nothing of that name is there. To say who uses a thing the engine looks at
 * all others, and answers 404 as well when one of them goes away meanwhile: only the list of names tells. Throws
 * that answer then, for `retryRaces`.
 */
export async function findNamed<T>(
  engine: Engine,
  collection: 'networks' | 'network-acls',
  name: string,
  read: (engine: Engine, input: { name: string }) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read(engine, { name });
  } catch (error) {
    if (!isEngineError(error, 'not-found') || (await listNames(engine, collection)).includes(name))
      throw error;
    return undefined;
  }
}
