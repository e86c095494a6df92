import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '#server/db.ts';
import { claimJobs } from '#server/jobs/claim-jobs.ts';
import { type JobKinds, knownVersions } from '#server/jobs/find-definition.ts';
import { runJob } from '#server/jobs/run-job.ts';
import { liveJobStates, unfinishedJobStates } from '#server/jobs/states.ts';
import type { RunSignals, WorkerTools } from '#server/jobs/worker-tools.ts';

export type RunOptions = {
  /** Only this one. */
  jobId?: string;
  signals?: Partial<RunSignals>;
  /** A job that waits for its next try is gone on with at once, for tests that are not about waiting. */
  skipsPauses?: boolean;
  /** Longer than that is an error that says where the jobs stand. Below what a test may take. */
  patienceSeconds?: number;
};

const never = new AbortController().signal;

/** Does a worker's work here and now: every job, or one, to its end or until it is stuck. */
export async function runJobs<Tools>(
  given: Omit<WorkerTools<Tools>, 'workerId'>,
  kinds: JobKinds<Tools>,
  { jobId, signals, skipsPauses, patienceSeconds = 110 }: RunOptions = {},
): Promise<void> {
  const tools = { ...given, workerId: 'test' };
  const claim = { workerId: tools.workerId, leaseSeconds: 600, limit: 1, known: knownVersions(kinds) };
  const waiting = { state: { in: [...unfinishedJobStates] }, ...(jobId && { id: jobId }) };
  const patience = AbortSignal.timeout(patienceSeconds * 1000);
  for (;;) {
    if (patience.aborted) throw new Error(`after ${patienceSeconds} s: ${await whereTheyStand(tools.db)}`);
    const [claimed] = await claimJobs(tools.db, { ...claim, ...(jobId && { jobId }) });
    if (claimed) {
      await runJob(claimed, kinds, tools, { stop: patience, drain: never, cancel: never, ...signals });
      if (signals) return;
    } else {
      if ((await tools.db.job.count({ where: waiting })) === 0) return;
      if (skipsPauses) await tools.db.job.updateMany({ where: waiting, data: { runAt: new Date(0) } });
      else await delay(50);
    }
  }
}

/** `reinstall-instance running, rebuild running (3 tries): engine-unavailable …` of every job that has not ended. */
export async function whereTheyStand(db: Db): Promise<string> {
  const jobs = await db.job.findMany({
    where: { state: { in: [...liveJobStates] } },
    select: { kind: true, state: true, steps: { orderBy: { position: 'asc' } } },
  });
  const told = jobs.map(({ kind, state, steps }) => {
    const each = steps.map(
      ({ name, state, attempts, error }) => `${name} ${state} (${attempts} tries): ${error ?? 'no error'}`,
    );
    return [`${kind} ${state}`, ...each].join(', ');
  });
  return told.join('; ') || 'no job is under way';
}
