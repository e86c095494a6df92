import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '#server/incus/engine.ts';
import type { Operation } from '#server/incus/operation.ts';
import { operationProgress } from '#server/incus/operation-progress.ts';
import { finishOperation, getOperation } from '#server/incus/operations.ts';

type Step = { engine: Engine; signal: AbortSignal; note(text: string): Promise<void> };

/** Each look is a line to every page that shows the job. */
const everyMs = 1000;

/**
 * Waits for the operation's end as `finishOperation` does, and tells meanwhile how far it is.
 *
 * @param options.timeoutSeconds for the whole, an hour unless said
 */
export async function finishTelling(
  step: Step,
  operation: Operation,
  { timeoutSeconds = 3600 } = {},
): Promise<Operation | undefined> {
  const end = new AbortController();
  const telling = tell(step, operation, AbortSignal.any([end.signal, step.signal]));
  try {
    return await finishOperation(step.engine, operation, { signal: step.signal, timeoutSeconds });
  } finally {
    end.abort();
    await telling;
  }
}

/** Never throws: how far it is matters to nobody but readers. */
async function tell({ engine, note }: Step, { id }: Operation, signal: AbortSignal): Promise<void> {
  let told = '';
  try {
    while (!signal.aborted) {
      await delay(everyMs, undefined, { signal });
      const seen = await getOperation(engine, { id }, { signal });
      if (seen.state !== 'running') return;
      const text = operationProgress(seen.operation) ?? told;
      if (text !== told) await note(text);
      told = text;
    }
  } catch {}
}
