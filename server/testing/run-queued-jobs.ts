import type { Ctx } from '#server/context.ts';
import { jobKinds } from '#server/job-kinds.ts';
import type { AnyJob } from '#server/jobs/define-job.ts';
import type { Tools } from '#server/tools.ts';
import { type RunOptions, runJobs } from './run-jobs.ts';

type Has = Pick<Ctx, 'db' | 'log' | 'engine'>;

/** Every job that waits, the product's own way, the oldest first, to its end. */
export function runQueuedJobs({ db, log, engine }: Has, options?: RunOptions): Promise<void> {
  return runJobs({ db, log, tools: { engine } }, jobKinds, options);
}

/** One job as a worker would that knows this variant of it alone. */
export function runVariant(
  { db, log, engine }: Has,
  jobId: string,
  job: AnyJob<Tools>,
  options?: Omit<RunOptions, 'jobId'>,
): Promise<void> {
  return runJobs({ db, log, tools: { engine } }, new Map([[job.kind, job]]), { ...options, jobId });
}
