import type { JobDefinition } from '#server/jobs/define-job.ts';

/** Where a worker process ends itself, as hard as the machine can: nothing is written, nothing is closed. */
export type KillPoint =
  | { position: number; action: 'run' | 'undo'; when: 'before' | 'after' }
  /** In the transaction that ends the job, when all that its kind changes in it is written. */
  | { action: 'end' };

/** The same job; at the kill point `kill` is called, and what comes after it never happens. */
export function withKillPoint<Params, Tools>(
  job: JobDefinition<Params, Tools>,
  point: KillPoint,
  kill: () => Promise<never>,
): JobDefinition<Params, Tools> {
  if (point.action === 'end') return killAtEnd(job, kill);
  const { position, action, when } = point;
  const steps = job.steps.map((step, index) => {
    if (index !== position) return step;
    const inner = step[action];
    const around: typeof step.run = async (ctx) => {
      if (when === 'before') await kill();
      await inner?.(ctx);
      await kill();
    };
    return { ...step, [action]: around };
  });
  return { ...job, steps };
}

function killAtEnd<Params, Tools>(
  job: JobDefinition<Params, Tools>,
  kill: () => Promise<never>,
): JobDefinition<Params, Tools> {
  return {
    ...job,
    async onDone(...args) {
      await job.onDone?.(...args);
      await kill();
    },
    async onFailed(...args) {
      await job.onFailed?.(...args);
      await kill();
    },
  };
}
