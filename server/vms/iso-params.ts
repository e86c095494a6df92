import { z } from 'zod';
import { findCustomVolume } from '#server/incus/custom-volumes.ts';
import type { Engine } from '#server/incus/engine.ts';
import { listRunningOperations, waitOperation } from '#server/incus/operations.ts';
import { isoVolume } from './iso-device.ts';

/** What names a disc on the engine: every job on one has at least these. */
export const isoParams = z.object({
  id: z.uuid(),
  tenantId: z.uuid(),
  name: z.string(),
  project: z.string(),
  pool: z.string(),
  /** The cluster member that it lies on, where there is a cluster. */
  target: z.string().nullish(),
});
export type IsoParams = z.infer<typeof isoParams>;
type Target = { engine: Engine; params: IsoParams; signal: AbortSignal };

export function volumeRef({ project, pool, id, target }: IsoParams) {
  return { project, pool, name: isoVolume(id), target: target ?? undefined };
}

/** Its volume, when the engine has ended what it was doing with it: until then a half one may be listed. */
export async function findIsoVolume({ engine, params, signal }: Target) {
  const ref = volumeRef(params);
  const running = await listRunningOperations(engine, { project: params.project }, { signal });
  for (const operation of running) {
    const volumes = operation.resources.storage_volumes ?? [];
    if (volumes.some((url) => url.split(/[/?]/).includes(ref.name)))
      await waitOperation(engine, operation, { signal });
  }
  return findCustomVolume(engine, ref, { signal });
}
