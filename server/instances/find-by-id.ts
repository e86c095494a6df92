import type { Engine } from '#server/incus/engine.ts';
import type { Instance } from '#server/incus/instance.ts';
import { listInstances } from '#server/incus/instances.ts';
import { findOnEngine, idKey } from './find-on-engine.ts';
import type { InstanceParams } from './job-params.ts';

/**
 * The project's instance that carries our id, by whatever name: somebody may have renamed it since the job
 * was written, or past us. It is looked for by its name first, which costs the engine less.
 */
export async function findById(
  engine: Engine,
  params: InstanceParams,
  signal?: AbortSignal,
): Promise<Instance | undefined> {
  const named = await findOnEngine(engine, params, signal);
  if (named) return named;
  const all = await listInstances(engine, { project: params.project }, { signal });
  return all.find(({ config }) => config[idKey] === params.id);
}
