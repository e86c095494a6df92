import type { JobView } from '#server/jobs-view/schema.ts';

/** Milliseconds of the time to the first answer; `pull` where something is brought into a shell. */
export type Parts = { engine: number; pull?: number; runtime: number };

type Job = { steps: readonly Pick<JobView['steps'][number], 'name' | 'startedAt' | 'finishedAt'>[] };

/**
 * Where the time went, by the jobs' own clock: `engine` makes and starts the light VM, `runtime` is what follows: a guest's
 * boot, or from the moment when what was fetched is started in its shell. What is left is the panel's.
 */
export function partsOf({
  create,
  deploy,
  answeredAtMs,
}: {
  create: Job;
  deploy: Job | null;
  answeredAtMs: number;
}): Parts {
  const engine = spanOf(create, 'create');
  // A guest may answer before the engine says that it runs.
  const since = (momentMs: number) => Math.max(0, answeredAtMs - momentMs);
  const took = ({ from, to }: Span) => to - from;
  if (!deploy) return { engine: took(engine), runtime: since(engine.to) };
  const runtime = since(spanOf(deploy, 'switch').from);
  return { engine: took(engine), pull: took(spanOf(deploy, 'fetch')), runtime };
}

type Span = { from: number; to: number };

function spanOf({ steps }: Job, name: string): Span {
  const step = steps.find((one) => one.name === name);
  if (!step?.startedAt || !step.finishedAt) throw new Error(`the step ${name} has not run`);
  return { from: Date.parse(step.startedAt), to: Date.parse(step.finishedAt) };
}
