import type { z } from 'zod';
import type { Db, Tx } from '#server/db.ts';
import type { AppError } from '#server/errors.ts';
import type { Logger } from '#server/log.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What a step gets. `engine` is whatever the worker was started with: jobs know no engine of their own. */
export type StepContext<Params, Tools> = Tools & {
  jobId: string;
  params: Params;
  db: Db;
  log: Logger;
  /** Aborted when the worker ends or the job is cancelled: long waits end. */
  signal: AbortSignal;
  /**
   * Aborted when the worker ends or has lost the job, and not by a cancel: for calls that the engine carries out
   * before it answers. Who broke one off would look for what is still being made, and find nothing.
   */
  lease: AbortSignal;
  /** What former steps returned, by their names; of this one, how far it had come when it was interrupted. */
  outputs: Readonly<Record<string, Json | undefined>>;
  /** The text sealed with the job (for example a password's hash), or null when there is none. */
  secret(): Promise<string | null>;
  /** Shown beside the running step: what it waits for, in a few words. */
  note(text: string): Promise<void>;
};

/**
 * One step: observes, then acts, so that running it twice gives the same end. `undo` may run after any
 * start of the step, also one that failed half-way, and twice as well.
 */
export type Step<Params, Tools> = {
  name: string;
  run(ctx: StepContext<Params, Tools>): Promise<Json | void>;
  undo?(ctx: StepContext<Params, Tools>): Promise<void>;
  /** Tries when the engine does not answer; other errors are final at once. Default 8. */
  maxAttempts?: number;
  /** What it does cannot be taken back: once it has started, the job cannot be cancelled. */
  isFinal?: boolean;
  /** It writes down how things were before the job: its output is kept when the job is tried anew after an undoing. */
  remembers?: boolean;
  /** For a job whose undo keeps failing: what of this step is still there, for the person who looks after it. */
  leftBehind?(ctx: StepContext<Params, Tools>): Promise<Leftover[]>;
};

/** `{ thing: 'instance', name: 'web', place: 'berth-acme', note: 'running' }` */
export type Leftover = { thing: string; name: string; place?: string; note?: string };

export type JobDefinition<Params, Tools> = {
  kind: string;
  /** Raised when the list of steps or the parameters change: a job begun under another list is not run by this one. */
  version: number;
  /** The lists of versions of which jobs may still be under way; such a job is run by its own list to its end. */
  // biome-ignore lint/suspicious/noExplicitAny: their parameters were others
  former?: readonly Omit<JobDefinition<any, Tools>, 'former'>[];
  params: z.ZodType<Params>;
  steps: readonly Step<Params, Tools>[];
  /** Changes of our rows, in the transaction that ends the job. */
  onDone?(tx: Tx, params: Params, outputs: Readonly<Record<string, Json | undefined>>): Promise<void>;
  /** What comes next, in the same transaction, when the job does not hold its subject any more. */
  follow?(tx: Tx, params: Params, jobId: string): Promise<void>;
  onFailed?(tx: Tx, params: Params, error: AppError): Promise<void>;
};

export function defineJob<Params, Tools>(
  definition: JobDefinition<Params, Tools>,
): JobDefinition<Params, Tools> {
  return definition;
}

// biome-ignore lint/suspicious/noExplicitAny: the list holds jobs with parameters of every type
export type AnyJob<Tools> = JobDefinition<any, Tools>;
