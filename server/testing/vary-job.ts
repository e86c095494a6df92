import type { JobDefinition } from '#server/jobs/define-job.ts';

/** The same job, but its step at `position` fails when it has done its work. */
export function failAfter<Params, Tools>(job: JobDefinition<Params, Tools>, position: number) {
  const steps = job.steps.map((step, index) => {
    if (index !== position) return step;
    const run: typeof step.run = async (ctx) => {
      await step.run(ctx);
      throw new Error(`the test lets ${step.name} fail`);
    };
    return { ...step, run };
  });
  return { ...job, steps };
}

/** The same job, but its step at `position` fails before it has done anything. */
export function failBefore<Params, Tools>(job: JobDefinition<Params, Tools>, position: number) {
  const steps = job.steps.map((step, index) => {
    if (index !== position) return step;
    const run: typeof step.run = async () => {
      throw new Error(`the test lets ${step.name} fail`);
    };
    return { ...step, run };
  });
  return { ...job, steps };
}

/** The same job, but every step and every undo runs twice: as after a crash just before its end was written. */
export function everythingTwice<Params, Tools>(job: JobDefinition<Params, Tools>) {
  const steps = job.steps.map((step) => {
    const run: typeof step.run = async (ctx) => {
      await step.run(ctx);
      return step.run(ctx);
    };
    const undo: typeof step.undo = async (ctx) => {
      await step.undo?.(ctx);
      await step.undo?.(ctx);
    };
    return { ...step, run, undo };
  });
  return { ...job, steps };
}

/** The same job; `cancel` is called while its step at `position` acts, or when it has acted. */
export function cancelIn<Params, Tools>(
  job: JobDefinition<Params, Tools>,
  position: number,
  when: 'while' | 'after',
  cancel: () => Promise<void>,
) {
  const steps = job.steps.map((step, index) => {
    if (index !== position) return step;
    const run: typeof step.run = async (ctx) => {
      const early = when === 'while' ? cancel() : undefined;
      const output = await step.run(ctx);
      await (early ?? cancel());
      return output;
    };
    return { ...step, run };
  });
  return { ...job, steps };
}

/** The same job; `around` gets each undo, by the position of its step, and calls it. */
export function aroundUndos<Params, Tools>(
  job: JobDefinition<Params, Tools>,
  around: (position: number, undo: () => Promise<void>) => Promise<void>,
) {
  const steps = job.steps.map((step, position) => {
    const { undo: inner } = step;
    if (!inner) return step;
    const undo: typeof inner = (ctx) => around(position, () => inner(ctx));
    return { ...step, undo };
  });
  return { ...job, steps };
}
