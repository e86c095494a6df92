import { AppError } from '#server/errors.ts';
import { EngineError } from '#server/incus/engine-error.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { type Instance, isStopped } from '#server/incus/instance.ts';
import type { EngineTarget } from './engine-target.ts';
import { findOnEngine } from './find-on-engine.ts';
import { removeFromEngine } from './remove-from-engine.ts';
import { startOnEngine } from './start-on-engine.ts';

/**
 * Goes on with an instance whose making was asked for before: ours, if it carries our id. One that has never run is
 * half made, and is taken away. Throws `conflict` when the name is somebody else's, and a passing error when the
 * making has to be asked for again.
 */
export async function adoptOnEngine(target: EngineTarget): Promise<Instance> {
  const { engine, params, signal } = target;
  await finishWork(target.engine, target.params, { signal: target.signal });
  const found = await findOnEngine(engine, params, signal);
  if (!found) throw new AppError('conflict', 'instance-name-taken', { name: params.name });
  if (!isHalfMade(found)) return startOnEngine(target);
  await removeFromEngine(target);
  throw new EngineError({
    kind: 'unavailable',
    engineMessage: `the engine had not finished making ${params.name}; it is made anew`,
    method: 'POST',
    path: '/1.0/instances',
    project: params.project,
  });
}

/**
 * Incus writes the record first. Ended in the middle it leaves one with no disk or part of one, and starting that
 * makes a folder in the disk's place which no call of its API can remove any more (seen with 6.0.4 and btrfs).
 */
function isHalfMade(instance: Instance): boolean {
  return isStopped(instance) && instance.lastUsedAt === undefined;
}
