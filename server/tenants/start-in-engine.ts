import { forEachAtOnce } from '#server/for-each-at-once.ts';
import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { type InstanceRef, isStopped } from '#server/incus/instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { getInstance } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { type FailedStart, toFailedStart } from '#server/instances/failed-start.ts';
import { isPassing } from '#server/jobs/is-passing.ts';
import { toJobError } from '#server/jobs/to-job-error.ts';

const atOnce = 4;

/**
 * Starts those of the instances that are stopped. One that the engine will not start holds up no other: it
 * is in the answer with the engine's reason. Throws only when the engine does not answer.
 */
export async function startInEngine(
  engine: Engine,
  { project, names }: { project: string; names: readonly string[] },
  { note, signal }: { note?: (text: string) => Promise<void>; signal: AbortSignal },
): Promise<FailedStart[]> {
  const failed: FailedStart[] = [];
  let ended = 0;
  await forEachAtOnce(names, atOnce, async (name) => {
    try {
      await startOne(engine, { project, name }, signal);
    } catch (error) {
      if (!isEngineError(error) || isPassing(error)) throw error;
      failed.push(toFailedStart(name, toJobError(error)));
    }
    ended++;
    await note?.(`${ended}/${names.length}`);
  });
  return failed;
}

const maxTries = 3;

/** Waits for what is under way with it, and looks again where the engine has forgotten how the start ended. */
async function startOne(engine: Engine, ref: InstanceRef, signal: AbortSignal): Promise<void> {
  await finishWork(engine, ref, { signal });
  for (let attempt = 1; attempt <= maxTries; attempt++) {
    if (!isStopped(await getInstance(engine, ref, { signal }))) return;
    const operation = await setInstanceState(engine, { ...ref, action: 'start' }, { signal });
    if (await finishOperation(engine, operation, { signal, timeoutSeconds: 120 })) return;
  }
}
