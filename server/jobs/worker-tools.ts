import type { Db } from '#server/db.ts';
import type { Logger } from '#server/log.ts';
import type { JobObserver } from './job-observer.ts';

/** What the worker is started with; `tools` goes to every step. */
export type WorkerTools<Tools> = {
  db: Db;
  log: Logger;
  tools: Tools;
  /** Who claims: every write of a job asks whether it is still this worker's. */
  workerId: string;
  observer?: JobObserver;
};

/** What may end a run before its job ends. */
export type RunSignals = {
  /** The claim was lost, or the worker has waited long enough for the step: calls are broken off. */
  stop: AbortSignal;
  /** The worker wants to end: the step under way is let to its end, no other begins. */
  drain: AbortSignal;
  /** Somebody asked for the job to be cancelled. */
  cancel: AbortSignal;
};
