import { isEngineError } from '#server/incus/engine-error.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { isStopped } from '#server/incus/instance.ts';
import { clearConsoleLog } from '#server/incus/instance-console.ts';
import { deleteInstance } from '#server/incus/instances.ts';
import { isPassing } from '#server/jobs/is-passing.ts';
import type { EngineTarget } from './engine-target.ts';
import { findById } from './find-by-id.ts';
import { finishOrLookAgain } from './finish-or-look-again.ts';
import { stopOnEngine } from './stop-on-engine.ts';
import { untilSettled } from './until-settled.ts';

/** Deletes the instance with our id from the engine, running or not, by whatever name. Done as well when it is gone already. */
export async function removeFromEngine(target: EngineTarget): Promise<void> {
  const { engine, params, signal } = target;
  await untilSettled(async () => {
    const found = await lookWhenMade(target);
    if (!found) return;
    try {
      if (!isStopped(found)) await stopOnEngine(target, true);
      const ref = { project: params.project, name: found.name };
      // The engine leaves the file of its console behind.
      if (params.vaultId) await clearConsoleLog(engine, ref, { signal }).catch(passOver);
      await finishOrLookAgain(engine, await deleteInstance(engine, ref, { signal }), signal);
    } catch (error) {
      if (!isEngineError(error, 'not-found')) throw error;
    }
  }, signal);
}

/** It has none, or cannot empty it: that is no reason to keep the instance. */
function passOver(error: unknown): void {
  if (!isEngineError(error) || isPassing(error)) throw error;
}

/** What is not there yet may still come: an engine at work on its creation is waited for. */
async function lookWhenMade(target: EngineTarget) {
  const { engine, params, signal } = target;
  const found = await findById(engine, params, signal);
  if (found || !(await finishWork(target.engine, target.params, { signal: target.signal }))) return found;
  return findById(engine, params, signal);
}
