import type { Db } from '#server/db.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { isFrozen } from '#server/incus/instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import type { EngineTarget } from './engine-target.ts';
import { findOnEngine } from './find-on-engine.ts';
import { finishOrLookAgain } from './finish-or-look-again.ts';
import type { Power } from './job-params.ts';
import { saveObserved } from './save-observed.ts';
import { startOnEngine } from './start-on-engine.ts';
import { stopOnEngine } from './stop-on-engine.ts';
import { untilSettled } from './until-settled.ts';

/** An undo, also of what the engine is still at: the instance is started, stopped or frozen as it was before, and its row says so. What is gone stays gone. */
export async function restorePower(target: EngineTarget & { db: Db }, former: Power): Promise<void> {
  await finishWork(target.engine, target.params, { signal: target.signal });
  if (await findOnEngine(target.engine, target.params, target.signal)) {
    if (former === 'stopped') await stopOnEngine(target, true);
    if (former === 'running') await startOnEngine(target);
    if (former === 'frozen') await freeze(target);
  }
  await saveObserved(target);
}

async function freeze(target: EngineTarget): Promise<void> {
  const { engine, params, signal } = target;
  await untilSettled(async () => {
    const found = await findOnEngine(engine, params, signal);
    if (!found || isFrozen(found)) return;
    await startOnEngine(target);
    const operation = await setInstanceState(engine, { ...params, action: 'freeze' }, { signal });
    await finishOrLookAgain(engine, operation, signal);
  }, signal);
}
