import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '#server/db.ts';
import { AppError, type ErrorCode, type ErrorParams, isErrorReason } from '#server/errors.ts';
import { isLive, type JobState } from './states.ts';

export type EndedJob = { state: JobState; error: AppError | null };

const pollMs = 100;

/**
 * Waits until a job has ended. Undefined when it has not after `timeoutSeconds`, or waits for a person
 * (`stuck`): it goes on by itself.
 */
export async function waitForJob(
  db: Db,
  jobId: string,
  { timeoutSeconds = 10, signal }: { timeoutSeconds?: number; signal?: AbortSignal } = {},
): Promise<EndedJob | undefined> {
  const deadline = performance.now() + timeoutSeconds * 1000;
  for (;;) {
    const job = await db.job.findUniqueOrThrow({
      where: { id: jobId },
      select: { state: true, errorReason: true, errorDetails: true },
    });
    if (!isLive(job.state)) return { state: job.state as JobState, error: toError(job) };
    if (job.state === 'stuck' || performance.now() >= deadline) return undefined;
    await delay(pollMs, undefined, { signal });
  }
}

const codes: Partial<Record<string, ErrorCode>> = {
  'engine-refused': 'refused',
  'engine-unavailable': 'unavailable',
};

function toError(job: { errorReason: string | null; errorDetails: unknown }): AppError | null {
  if (!job.errorReason || !isErrorReason(job.errorReason)) return null;
  const code = codes[job.errorReason] ?? 'refused';
  return new AppError(code, job.errorReason, (job.errorDetails ?? {}) as ErrorParams);
}
