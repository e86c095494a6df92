import type { DeployStep } from '#server/deployments/deploy-step.ts';
import type { WorkloadView } from '#server/deployments/workload-schema.ts';
import type { Workload } from '#server/instances/kinds/kind.ts';
import { askShell } from '#server/shells/ask-shell.ts';
import { fetchKernel } from './fetch-kernel.ts';
import { lookAtKernel } from './look-at-kernel.ts';
import { runKernel } from './run-kernel.ts';
import { type KernelStatus, keepAnswer, kernelStatus, stopAnswer } from './shell-shapes.ts';

/** A unikernel in its shell, from its files to what it says. */
export const kernelWorkload: Workload = {
  // An upload never changes: its id means the same bytes for ever.
  pin: (settings) => settings,
  fetch: fetchKernel,
  run: (step) => runKernel(step, step.params),
  look: lookAtKernel,
  status: async ({ engine, signal, ...shell }) =>
    toWorkloadView(await askShell(engine, shell, { verb: 'status', answer: kernelStatus }, { signal })),
  back,
  keep,
};

/** The former version runs again; what it wrote to its disk is still there. Without one, nothing does. */
async function back(step: DeployStep): Promise<void> {
  const { engine, params, signal } = step;
  if (params.former) return runKernel(step, params.former, { isFormer: true });
  const { number } = await readStatus(step);
  if (number === params.number)
    await askShell(engine, params, { verb: 'stop', answer: stopAnswer }, { signal });
}

/** What the shell ran last is its own to keep, until it is dropped by its number: it may never have come up. */
async function keep(step: DeployStep, numbers: readonly number[]): Promise<void> {
  const { engine, params, signal } = step;
  const { number, pid } = await readStatus(step);
  if (number !== null && pid === null && !numbers.includes(number)) {
    await askShell(engine, params, { verb: 'drop', input: { number }, answer: keepAnswer }, { signal });
  }
  await askShell(engine, params, { verb: 'keep', input: { numbers }, answer: keepAnswer }, { signal });
}

function readStatus({ engine, params, signal }: Pick<DeployStep, 'engine' | 'params' | 'signal'>) {
  return askShell(engine, params, { verb: 'status', answer: kernelStatus }, { signal });
}

function toWorkloadView({ number, state, exitCode, restarts, accelerator }: KernelStatus): WorkloadView {
  const seen = state === 'failed' ? 'exited' : state;
  return { number, state: seen, exitCode, restarts, health: null, accelerator };
}
