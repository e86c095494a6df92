import type { Workload } from '#server/instances/kinds/kind.ts';
import { dropDeployment } from '#server/shells/drop-deployment.ts';
import { keepDeployments } from '#server/shells/keep-deployments.ts';
import { readStatus } from '#server/shells/read-status.ts';
import type { DeployStep } from '../deploy-step.ts';
import { backToFormer } from './back-to-former.ts';
import { fetchContainer } from './fetch-container.ts';
import { lookAtContainer } from './look-at-container.ts';
import { pinImage } from './pin-image.ts';
import { runContainer } from './run-container.ts';
import { toWorkloadView } from './to-workload-view.ts';

/** A container in its shell, from the fetch of its image to its health. */
export const containerWorkload: Workload = {
  pin: pinImage,
  fetch: fetchContainer,
  run: (step) => runContainer(step, step.params),
  look: lookAtContainer,
  status: async ({ engine, signal, ...shell }) => toWorkloadView(await readStatus(engine, shell, { signal })),
  back: backToFormer,
  keep,
};

/** What the shell ran last is its own to keep, until it is dropped by its number: it may never have come up. */
async function keep({ engine, params, signal }: DeployStep, numbers: readonly number[]): Promise<void> {
  const { number: last, pid } = await readStatus(engine, params, { signal });
  const isOther = last !== null && !numbers.includes(last);
  if (isOther && pid === null) await dropDeployment(engine, params, last, { signal });
  await keepDeployments(engine, params, isOther && pid !== null ? [...numbers, last] : numbers, { signal });
}
