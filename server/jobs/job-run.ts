import type { AppError } from '#server/errors.ts';
import type { Logger } from '#server/log.ts';
import type { AnyJob, Json, Step } from './define-job.ts';
import type { JobState, StepState } from './states.ts';
import type { RunSignals, WorkerTools } from './worker-tools.ts';

export type StepRun<Tools> = {
  position: number;
  state: StepState;
  attempts: number;
  undoAttempts: number;
  // biome-ignore lint/suspicious/noExplicitAny: as in AnyJob
  definition: Step<any, Tools>;
};

/** What changes in a step's row. */
export type StepData = {
  state?: StepState;
  attempts?: number;
  undoAttempts?: number;
  startedAt?: Date;
  finishedAt?: Date;
  note?: string | null;
  error?: string | null;
  errorForOperators?: string | null;
  output?: Json;
};

/** One job while it is being worked on. */
export type JobRun<Tools> = {
  id: string;
  state: JobState;
  tenantId: string | null;
  instanceId: string | null;
  requestId: string | null;
  traceparent: string | null;
  startedAt: Date;
  definition: AnyJob<Tools>;
  params: unknown;
  /** False: its parameters are none of this version, and nobody can go on with it. */
  isReadable: boolean;
  steps: StepRun<Tools>[];
  outputs: Record<string, Json | undefined>;
  /** What of its steps, by position, is still to be written. */
  unsaved: Map<number, StepData>;
  error: AppError | undefined;
  tools: WorkerTools<Tools>;
  signals: RunSignals;
  log: Logger;
};
