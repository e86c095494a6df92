import type { JobState } from './states.ts';

/** A job as those see it who watch: what it is, and the click or call that asked for it. */
export type ObservedJob = {
  id: string;
  kind: string;
  requestId: string | null;
  traceparent: string | null;
};

export type ObservedStep = {
  name: string;
  /** `undo` where the step is being taken back. */
  action: 'run' | 'undo';
  /** From 1, counted over every worker that had the job. */
  attempt: number;
};

/** `retried`: it failed and will be tried again. */
export type StepOutcome = 'done' | 'failed' | 'retried' | 'undone' | 'undo-failed';

/**
 * Watches jobs at work: for metrics, traces and logs. Jobs know nobody who watches; whoever starts the
 * worker hands this in. Nothing here may throw, and the `wrap…` call `run` exactly once.
 */
export type JobObserver = {
  /** Around everything that this worker does for the job, from its claim until it lets go of it. */
  wrapJob<T>(job: ObservedJob, run: () => Promise<T>): Promise<T>;
  /** Around one attempt of one step. */
  wrapStep<T>(job: ObservedJob, step: ObservedStep, run: () => Promise<T>): Promise<T>;
  /** One attempt of a step has ended. */
  stepEnded(kind: string, step: string, outcome: StepOutcome, seconds: number): void;
  /** `seconds` since the job was begun. */
  jobEnded(kind: string, state: JobState, seconds: number): void;
};
