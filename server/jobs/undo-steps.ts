import { changeChannel, changeText } from '#server/events/notify-change.ts';
import { errorColumns } from './finish-job.ts';
import { Interrupted } from './interrupted.ts';
import { isPassing } from './is-passing.ts';
import type { JobRun, StepRun } from './job-run.ts';
import { LostClaim } from './lost-claim.ts';
import { observeStep, timeStep } from './observe-job.ts';
import { waitForRetry } from './retry-pause.ts';
import { keepStep, saveStep, withKept } from './save-step.ts';
import { stepContext } from './step-context.ts';
import { toJobError } from './to-job-error.ts';

const maxAttempts = 4;
/** An engine that does not answer is waited for, ten minutes or so. */
const maxAttemptsUnanswered = 25;

/** Undoes every step that started, the last one first. False when one would not be undone. */
export async function undoSteps<Tools>(run: JobRun<Tools>): Promise<boolean> {
  await markUndoing(run);
  for (const step of run.steps.toReversed()) {
    if (['waiting', 'undone', 'left'].includes(step.state)) continue;
    if (run.signals.drain.aborted) throw new Interrupted('the worker ends');
    if (!(await undoStep(run, step))) return false;
  }
  return true;
}

async function markUndoing<Tools>(run: JobRun<Tools>): Promise<void> {
  const change = changeText({ topic: 'job', id: run.id, tenantId: run.tenantId });
  const count = await run.tools.db.$executeRaw`
    ${withKept(run)},
      job AS (UPDATE "Job" SET "state" = 'undoing', ${errorColumns(run)}
        FROM own WHERE "Job"."id" = own."id" RETURNING "Job"."id")
    SELECT pg_notify(${changeChannel}, ${change}) FROM job`;
  if (count === 0) throw new LostClaim(run.id);
  run.state = 'undoing';
  run.unsaved.clear();
}

async function undoStep<Tools>(run: JobRun<Tools>, step: StepRun<Tools>): Promise<boolean> {
  const { stop } = run.signals;
  for (;;) {
    step.undoAttempts++;
    await saveStep(run, step, 'undoing', { undoAttempts: step.undoAttempts });
    const { name, undo } = step.definition;
    const ended = timeStep(run, name);
    try {
      const watched = { name, action: 'undo', attempt: step.undoAttempts } as const;
      await observeStep(run, watched, async () => undo?.(stepContext(run, step, stop)));
      keepStep(run, step, 'undone', { finishedAt: new Date(), note: null });
      ended('undone');
      return true;
    } catch (error) {
      if (stop.aborted) throw error;
      const { message, forOperators = null, fullMessage } = toJobError(error);
      run.log.error({ step: name, attempt: step.undoAttempts, err: fullMessage }, 'undo failed');
      await saveStep(run, step, 'undo-failed', { error: message, errorForOperators: forOperators });
      ended('undo-failed');
      if (step.undoAttempts >= (isPassing(error) ? maxAttemptsUnanswered : maxAttempts)) return false;
      await waitForRetry(step.undoAttempts, stop);
    }
  }
}
