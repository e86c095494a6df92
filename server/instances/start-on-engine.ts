import { AppError } from '#server/errors.ts';
import { type Instance, isFrozen, isRunning } from '#server/incus/instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import type { EngineTarget } from './engine-target.ts';
import { findOnEngine } from './find-on-engine.ts';
import { finishOrLookAgain } from './finish-or-look-again.ts';
import { untilSettled } from './until-settled.ts';

/** Brings the instance to *running*, from wherever it is. Throws `not-found` when the engine has it no more. */
export async function startOnEngine({ engine, params, signal }: EngineTarget): Promise<Instance> {
  return untilSettled(async () => {
    const found = await findOnEngine(engine, params, signal);
    if (!found) throw new AppError('not-found', 'instance-lost');
    if (isRunning(found)) return found;
    const action = isFrozen(found) ? 'unfreeze' : 'start';
    const operation = await setInstanceState(engine, { ...params, action }, { signal });
    await finishOrLookAgain(engine, operation, signal);
    return found;
  }, signal);
}
