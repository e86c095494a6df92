import type { Engine } from '#server/incus/engine.ts';
import type { JobDefinition, StepContext } from '#server/jobs/define-job.ts';

/** What every step of every job of ours may use besides the database. */
export type Tools = { engine: Engine };

export type BerthJob<Params> = JobDefinition<Params, Tools>;
export type BerthStep<Params> = StepContext<Params, Tools>;
