import type { Engine } from '#server/incus/engine.ts';
import { isStopped } from '#server/incus/instance.ts';
import { listInstances } from '#server/incus/instances.ts';
import type { Leftover } from '#server/jobs/define-job.ts';

type Was = { project: string; names: readonly string[]; wanted: 'running' | 'stopped' };

/** Those of the instances that are not as they were before the job: still stopped, or still running. */
export async function powerLeftBehind(
  engine: Engine,
  { project, names, wanted }: Was,
  signal: AbortSignal,
): Promise<Leftover[]> {
  const instances = await listInstances(engine, { project }, { signal });
  return instances
    .filter((found) => names.includes(found.name) && isStopped(found) === (wanted === 'running'))
    .map(({ name, status }) => ({ thing: 'instance', name, place: project, note: status.toLowerCase() }));
}
