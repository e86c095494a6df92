import { AppError } from '#server/errors.ts';
import { forEachAtOnce } from '#server/for-each-at-once.ts';
import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { type Instance, isFrozen, isStopped } from '#server/incus/instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { getInstance } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { finishOrLookAgain } from '#server/instances/finish-or-look-again.ts';
import { untilSettled } from '#server/instances/until-settled.ts';
import { isPassing } from '#server/jobs/is-passing.ts';

const atOnce = 4;

type Stop = {
  project: string;
  names: readonly string[];
  /** How long each may take to stop by itself. */
  cleanStopSeconds?: number;
};
type Work = { note: (text: string) => Promise<void>; signal: AbortSignal };

/**
 * Stops these instances: asks each, and forces it when it has not stopped in time. What is stopped or gone
 * already is fine. Throws with the names of those that run on all the same.
 */
export async function stopInEngine(
  engine: Engine,
  { project, names, cleanStopSeconds = 30 }: Stop,
  { note, signal }: Work,
): Promise<void> {
  const stillRunning: string[] = [];
  let ended = 0;
  await forEachAtOnce(names, atOnce, async (name) => {
    const isDown = await stopOne(engine, { project, name, timeoutSeconds: cleanStopSeconds }, signal);
    if (!isDown) stillRunning.push(name);
    ended++;
    await note(`${ended}/${names.length}`);
  });
  if (stillRunning.length > 0) {
    throw new AppError('refused', 'instances-did-not-stop', { names: stillRunning.join(', ') });
  }
}

type Ref = { project: string; name: string };

async function stopOne(
  engine: Engine,
  { timeoutSeconds, ...ref }: Ref & { timeoutSeconds: number },
  signal: AbortSignal,
): Promise<boolean> {
  await finishWork(engine, ref, { signal });
  const found = await findInstance(engine, ref, signal);
  if (!found || isStopped(found)) return true;
  if (!isFrozen(found)) {
    await tryStop(engine, { ...ref, timeoutSeconds }, signal);
    if (await isDown(engine, ref, signal)) return true;
  }
  await forceStop(engine, ref, signal);
  return isDown(engine, ref, signal);
}

/** Waits for what else is under way with it, and looks again where the engine has forgotten how a stop ended. */
async function forceStop(engine: Engine, ref: Ref, signal: AbortSignal): Promise<void> {
  const force = async () => {
    if (await isDown(engine, ref, signal)) return;
    const change = { ...ref, action: 'stop', force: true } as const;
    await finishOrLookAgain(engine, await setInstanceState(engine, change, { signal }), signal);
  };
  await untilSettled(force, signal).catch(refuseSilence);
}

/** How it ended is seen on the instance; only an engine that does not answer is worth an error. */
function refuseSilence(error: unknown): void {
  if (!isEngineError(error) || isPassing(error)) throw error;
}

async function tryStop(
  engine: Engine,
  change: Ref & { timeoutSeconds: number },
  signal: AbortSignal,
): Promise<void> {
  try {
    const operation = await setInstanceState(engine, { ...change, action: 'stop' }, { signal });
    await finishOperation(engine, operation, { signal, timeoutSeconds: 90 });
  } catch (error) {
    refuseSilence(error);
  }
}

async function isDown(engine: Engine, ref: Ref, signal: AbortSignal): Promise<boolean> {
  const found = await findInstance(engine, ref, signal);
  return !found || isStopped(found);
}

async function findInstance(engine: Engine, ref: Ref, signal: AbortSignal): Promise<Instance | undefined> {
  try {
    return await getInstance(engine, ref, { signal });
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}
