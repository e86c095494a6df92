import type { Json } from './define-job.ts';
import { Interrupted } from './interrupted.ts';
import { isPassing } from './is-passing.ts';
import type { JobRun, StepRun } from './job-run.ts';
import { observeStep, timeStep } from './observe-job.ts';
import { waitForRetry } from './retry-pause.ts';
import { keepStep, saveStep } from './save-step.ts';
import { stepContext } from './step-context.ts';
import { toJobError } from './to-job-error.ts';

/** With the pauses of `retryPauseMs` an engine may be away for a minute and a half. */
const defaultMaxAttempts = 8;
const noError = { error: null, errorForOperators: null };

/**
 * Runs one step; passing faults are tried again with growing pauses. Throws the last error, and `Interrupted` when the
 * step itself is to go on later: that was no try.
 */
export async function runStep<Tools>(run: JobRun<Tools>, step: StepRun<Tools>): Promise<void> {
  const { name, maxAttempts = defaultMaxAttempts, isFinal } = step.definition;
  const { stop, cancel } = run.signals;
  const signal = isFinal ? stop : AbortSignal.any([stop, cancel]);
  for (;;) {
    step.attempts++;
    // One that goes on, or is tried again, has been at it since it began.
    const began = step.state !== 'running' && { startedAt: new Date() };
    await saveStep(run, step, 'running', { attempts: step.attempts, ...began, ...noError });
    const ended = timeStep(run, name);
    try {
      const watched = { name, action: 'run', attempt: step.attempts } as const;
      const output =
        (await observeStep(run, watched, () => step.definition.run(stepContext(run, step, signal)))) ?? null;
      run.outputs[name] = output as Json;
      keepStep(run, step, 'done', { finishedAt: new Date(), note: null, output: output ?? undefined });
      ended('done');
      return;
    } catch (error) {
      if (stop.aborted) throw error;
      if (error instanceof Interrupted) {
        step.attempts--;
        const { reached } = error;
        keepStep(run, step, 'running', {
          attempts: step.attempts,
          ...(reached !== undefined && { output: reached }),
        });
        throw error;
      }
      const isLast = signal.aborted || step.attempts >= maxAttempts || !isPassing(error);
      const { message, forOperators = null, fullMessage } = toJobError(error);
      run.log.warn({ step: name, attempt: step.attempts, isLast, err: fullMessage }, 'step failed');
      const said = { error: message, errorForOperators: forOperators };
      await saveStep(run, step, isLast ? 'failed' : 'running', { ...said, finishedAt: new Date() });
      ended(isLast ? 'failed' : 'retried');
      if (isLast) throw error;
      await waitForRetry(step.attempts, signal);
    }
  }
}
