import type { Leftover } from '#server/jobs/define-job.ts';
import type { EngineTarget } from './engine-target.ts';
import { findOnEngine } from './find-on-engine.ts';

/** The instance as the engine has it now; nothing where it is gone or never came to be. */
export async function instanceLeftBehind({
  engine,
  params,
  signal,
}: Pick<EngineTarget, 'engine' | 'params' | 'signal'>): Promise<Leftover[]> {
  const found = await findOnEngine(engine, params, signal);
  if (!found) return [];
  return [{ thing: 'instance', name: found.name, place: params.project, note: found.status.toLowerCase() }];
}
