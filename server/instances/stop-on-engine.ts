import { isEngineError } from '#server/incus/engine-error.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { isRunning, isStopped } from '#server/incus/instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import type { EngineTarget } from './engine-target.ts';
import { findById } from './find-by-id.ts';
import { finishOrLookAgain } from './finish-or-look-again.ts';
import { untilSettled } from './until-settled.ts';

const graceSeconds = 30;
const noteEverySeconds = 3;

/**
 * Brings the instance to *stopped*, or finds that it is gone. The guest is asked first and forced when
 * its time is over; `isForced`: at once.
 */
export async function stopOnEngine(target: EngineTarget, isForced: boolean): Promise<void> {
  let mayAsk = !isForced;
  let isAgain = false;
  await untilSettled(async () => {
    // It looks stopped before the engine has put its disk and devices away.
    if (isAgain) await finishWork(target.engine, target.params, { signal: target.signal });
    isAgain = true;
    const found = await findById(target.engine, target.params, target.signal);
    if (!found || isStopped(found)) return;
    const named = { ...target, params: { ...target.params, name: found.name } };
    if (mayAsk && isRunning(found)) {
      if (await shutDown(named)) return;
      mayAsk = false;
    }
    await force(named);
  }, target.signal);
}

/** True when the guest went down in its time. */
async function shutDown(target: EngineTarget): Promise<boolean> {
  const { engine, params, signal } = target;
  const change = { ...params, action: 'stop', timeoutSeconds: graceSeconds } as const;
  const operation = await setInstanceState(engine, change, { signal });
  const stopNoting = noteCountdown(target);
  try {
    await finishOrLookAgain(engine, operation, signal);
    return true;
  } catch (error) {
    // `failed`: the time is over. Anything else is not about the guest.
    if (isEngineError(error, 'failed')) return false;
    throw error;
  } finally {
    await stopNoting();
  }
}

/** Says how long the guest still has, for those who watch. */
function noteCountdown({ note }: EngineTarget): () => Promise<void> {
  const startedAt = performance.now();
  let last = Promise.resolve();
  const timer = setInterval(() => {
    const left = graceSeconds - Math.round((performance.now() - startedAt) / 1000);
    // A note that cannot be written is no reason to let the guest run.
    last = note(`still shutting down, forced in ${Math.max(0, left)} s`).catch(() => undefined);
  }, noteEverySeconds * 1000);
  return () => {
    clearInterval(timer);
    return last;
  };
}

async function force({ engine, params, signal }: EngineTarget): Promise<void> {
  const operation = await setInstanceState(engine, { ...params, action: 'stop', force: true }, { signal });
  try {
    await finishOrLookAgain(engine, operation, signal);
  } catch (error) {
    // Down it is all the same: what the engine then could not write, on a disk with errors, is another matter.
    if (!isEngineError(error, 'failed', 'refused')) throw error;
    const found = await findById(engine, params, signal);
    if (found && !isStopped(found)) throw error;
  }
}
