import type { JobDefinition } from '#server/jobs/define-job.ts';
import type { FaultProxy } from './fault-proxy.ts';

type Counts = Record<'run' | 'undo', Map<number, number>>;

/** The same job; `counts` tells by position how many changes of the engine each step made, and each undo. */
export function countingChanges<Params, Tools>(
  job: JobDefinition<Params, Tools>,
  { requests }: Pick<FaultProxy, 'requests'>,
  counts: Counts,
): JobDefinition<Params, Tools> {
  const soFar = () => requests.filter(({ method }) => method !== 'GET').length;
  const steps = job.steps.map((step, position) => {
    const run: typeof step.run = async (ctx) => {
      const before = soFar();
      const output = await step.run(ctx);
      counts.run.set(position, soFar() - before);
      return output;
    };
    const undo: typeof step.undo = async (ctx) => {
      const before = soFar();
      await step.undo?.(ctx);
      counts.undo.set(position, soFar() - before);
    };
    return { ...step, run, undo };
  });
  return { ...job, steps };
}
