import { type ClaimedJob, claimJobs } from './claim-jobs.ts';
import { type JobKinds, knownVersions } from './find-definition.ts';
import { LostClaim } from './lost-claim.ts';
import { releaseJob } from './release-job.ts';
import { renewClaims } from './renew-claims.ts';
import { runJob } from './run-job.ts';
import type { WorkerOptions } from './worker-options.ts';
import type { WorkerTools } from './worker-tools.ts';

type Running = { stop: AbortController; cancel: AbortController; ended: Promise<void> };

/** After an error that is not the job's own, for example of the database, it rests so long. */
const restMs = 5000;

/** Fills its places with the jobs whose turn it is, each time that it is woken or a place gets free. */
export class JobDispatcher<Tools> {
  readonly #known: readonly string[];
  readonly #running = new Map<string, Running>();
  readonly #drain = new AbortController();
  #claiming: Promise<void> | undefined;
  #isWokenAgain = false;
  #renewedAt = performance.now();

  constructor(
    readonly kinds: JobKinds<Tools>,
    readonly tools: WorkerTools<Tools>,
    readonly options: WorkerOptions,
  ) {
    this.#known = knownVersions(kinds);
  }

  /** There may be something to do. */
  wake(): void {
    if (this.#drain.signal.aborted) return;
    this.#isWokenAgain = true;
    this.#claiming ??= this.#fill()
      .catch((error: unknown) => this.tools.log.warn({ err: String(error) }, 'no jobs could be claimed'))
      .finally(() => {
        this.#claiming = undefined;
      });
  }

  cancel(jobId: string): void {
    this.#running.get(jobId)?.cancel.abort();
  }

  /** Keeps what runs here ours; what is not ours any more is broken off. */
  async renew(): Promise<void> {
    const jobIds = [...this.#running.keys()];
    const askedAt = performance.now();
    // Whose the jobs are is not known when their claims could not be renewed in time.
    if (askedAt - this.#renewedAt > this.options.leaseSeconds * 1000) this.#stop(jobIds);
    const kept = await renewClaims(this.tools.db, { ...this.#claim(), jobIds });
    this.#renewedAt = askedAt;
    this.#stop(jobIds.filter((jobId) => !kept.has(jobId)));
    for (const [jobId, { isCancelled }] of kept) if (isCancelled) this.cancel(jobId);
  }

  /** Takes no more, lets steps end for the time of `drainSeconds`, then breaks them off. */
  async stop(): Promise<void> {
    this.#drain.abort();
    await this.#claiming;
    const timer = setTimeout(() => this.#stop([...this.#running.keys()]), this.options.drainSeconds * 1000);
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    clearTimeout(timer);
  }

  async #fill(): Promise<void> {
    while (this.#isWokenAgain && !this.#drain.signal.aborted) {
      this.#isWokenAgain = false;
      const except = [...this.#running.keys()];
      const limit = this.options.concurrency - except.length;
      if (limit <= 0) return;
      const known = this.#known;
      const jobs = await claimJobs(this.tools.db, { ...this.#claim(), limit, known, except });
      for (const job of jobs) this.#begin(job);
    }
  }

  #begin(job: ClaimedJob): void {
    const stop = new AbortController();
    const cancel = new AbortController();
    const ended = this.#run(job, stop, cancel).finally(() => {
      this.#running.delete(job.id);
      this.wake();
    });
    this.#running.set(job.id, { stop, cancel, ended });
  }

  async #run(job: ClaimedJob, stop: AbortController, cancel: AbortController): Promise<void> {
    const { db, log, workerId } = this.tools;
    const signals = { stop: stop.signal, drain: this.#drain.signal, cancel: cancel.signal };
    try {
      await runJob(job, this.kinds, this.tools, signals);
    } catch (error) {
      if (error instanceof LostClaim) return log.warn({ jobId: job.id }, error.message);
      log.error({ jobId: job.id, err: error }, 'a job could not be gone on with; it rests a while');
      await releaseJob(db, { workerId, jobId: job.id, pauseMs: restMs }).catch(() => undefined);
    }
  }

  #stop(jobIds: readonly string[]): void {
    for (const jobId of jobIds) this.#running.get(jobId)?.stop.abort();
  }

  #claim() {
    return { workerId: this.tools.workerId, leaseSeconds: this.options.leaseSeconds };
  }
}
