import { isDatabaseAway } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { ClaimedJob } from './claim-jobs.ts';
import type { JobKinds } from './find-definition.ts';
import { finishJob } from './finish-job.ts';
import { Interrupted } from './interrupted.ts';
import type { JobRun } from './job-run.ts';
import { LostClaim } from './lost-claim.ts';
import { observeJob } from './observe-job.ts';
import { openRun } from './open-run.ts';
import { releaseJob } from './release-job.ts';
import { runStep } from './run-step.ts';
import { saveKept } from './save-step.ts';
import { toJobError } from './to-job-error.ts';
import { undoSteps } from './undo-steps.ts';
import type { RunSignals, WorkerTools } from './worker-tools.ts';

/**
 * Takes a job that this worker has claimed from wherever it stands towards its end: done, failed or
 * cancelled (everything undone), or stuck (an undo kept failing, or its end cannot be written). After a crash it goes on with the step
 * that had started. What is interrupted, or has to wait long for its next try, goes back to the queue.
 * Throws only when it could not write its own rows: then the claim runs out and somebody else goes on.
 */
export async function runJob<Tools>(
  job: ClaimedJob,
  kinds: JobKinds<Tools>,
  tools: WorkerTools<Tools>,
  signals: RunSignals,
): Promise<void> {
  const run = openRun(job, kinds, tools, signals);
  if (!run.isReadable) return finishJob(run, 'stuck');
  try {
    await observeJob(run, () => (run.state === 'undoing' ? unwind(run) : advance(run)));
  } catch (error) {
    if (!(error instanceof Interrupted) && !signals.stop.aborted) throw error;
    const pauseMs = error instanceof Interrupted ? error.pauseMs : undefined;
    run.log.info({ pauseMs }, 'job put back');
    await saveKept(run, tools.db).catch(() => undefined);
    await releaseJob(tools.db, { jobId: run.id, workerId: tools.workerId, pauseMs });
  }
}

async function advance<Tools>(run: JobRun<Tools>): Promise<void> {
  try {
    await runSteps(run);
  } catch (error) {
    if (run.signals.stop.aborted || error instanceof Interrupted) throw error;
    return fail(run, isCancelled(run) ? new AppError('conflict', 'cancelled') : error);
  }
  try {
    await finishJob(run, 'done');
  } catch (error) {
    if (isPassingFault(error)) throw error;
    await fail(run, error);
  }
}

async function runSteps<Tools>(run: JobRun<Tools>): Promise<void> {
  for (const step of run.steps) {
    if (step.state === 'done') continue;
    if (run.signals.drain.aborted) throw new Interrupted('the worker ends');
    if (isCancelled(run)) throw new AppError('conflict', 'cancelled');
    await runStep(run, step);
  }
}

async function fail<Tools>(run: JobRun<Tools>, error: unknown): Promise<void> {
  run.error = toJobError(error);
  run.log.warn({ err: run.error.fullMessage, cause: String(run.error.cause ?? '') }, 'job failed, undoing');
  await unwind(run);
}

/** Past the start of a step that cannot be taken back, a job goes on whatever was asked. */
function isCancelled<Tools>({ signals, steps }: JobRun<Tools>): boolean {
  return signals.cancel.aborted && !steps.some((step) => step.definition.isFinal && step.state !== 'waiting');
}

async function unwind<Tools>(run: JobRun<Tools>): Promise<void> {
  const isClean = await undoSteps(run);
  const ended = run.error?.reason === 'cancelled' ? 'cancelled' : 'failed';
  if (!isClean) return finishJob(run, 'stuck');
  try {
    await finishJob(run, ended);
  } catch (error) {
    if (isPassingFault(error)) throw error;
    run.log.error({ err: error }, 'the end of a job cannot be written');
    await finishJob(run, 'stuck');
  }
}

/** The same end can be written later, or by somebody else. */
function isPassingFault(error: unknown): boolean {
  return error instanceof LostClaim || isDatabaseAway(error);
}
