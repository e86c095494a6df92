import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { deleteInstance, listInstances } from '#server/incus/instances.ts';
import { finishOperation, listRunningOperations } from '#server/incus/operations.ts';
import { parseResourceUrl } from '#server/incus/parse-resource-url.ts';

/** Its value is the fingerprint of the image that the instance is there to unpack. */
export const warmerKey = 'user.berth.warm';
export const warmerPrefix = 'berth-warm-';

type Input = { engine: Engine; project: string; signal?: AbortSignal | undefined };

/** Takes away what a worker that was killed while it unpacked an image has left; what is being made is left alone. */
export async function removeWarmers({ engine, project, signal }: Input): Promise<void> {
  const all = await listInstances(engine, { project }, { signal });
  const left = all.filter(
    ({ name, config }) => name.startsWith(warmerPrefix) && config[warmerKey] !== undefined,
  );
  if (left.length === 0) return;
  const running = await listRunningOperations(engine, { project }, { signal });
  const busy = new Set(
    running.flatMap(({ resources }) => (resources.instances ?? []).map((url) => parseResourceUrl(url).name)),
  );
  for (const { name } of left) if (!busy.has(name)) await removeWarmer(engine, { project, name });
}

/** Done as well when it is gone already: another worker may be sweeping. */
export async function removeWarmer(engine: Engine, instance: InstanceRef): Promise<void> {
  try {
    await finishOperation(engine, await deleteInstance(engine, instance));
  } catch (error) {
    if (!isEngineError(error, 'not-found') && !isEngineError(error, 'conflict')) throw error;
  }
}
