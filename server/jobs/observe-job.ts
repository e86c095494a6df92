import type { ObservedStep, StepOutcome } from './job-observer.ts';
import type { JobRun } from './job-run.ts';

/** Does the work under the eyes of whoever watches, or of nobody. */
export function observeJob<Tools, T>(run: JobRun<Tools>, work: () => Promise<T>): Promise<T> {
  return run.tools.observer?.wrapJob(seen(run), work) ?? work();
}

export function observeStep<Tools, T>(
  run: JobRun<Tools>,
  step: ObservedStep,
  work: () => Promise<T>,
): Promise<T> {
  return run.tools.observer?.wrapStep(seen(run), step, work) ?? work();
}

/** Call it when a try begins, and what it returns when it has ended. */
export function timeStep<Tools>(run: JobRun<Tools>, name: string): (outcome: StepOutcome) => void {
  const beganAt = performance.now();
  return (outcome) => {
    const seconds = (performance.now() - beganAt) / 1000;
    run.tools.observer?.stepEnded(run.definition.kind, name, outcome, seconds);
  };
}

function seen<Tools>({ id, definition, requestId, traceparent }: JobRun<Tools>) {
  return { id, kind: definition.kind, requestId, traceparent };
}
