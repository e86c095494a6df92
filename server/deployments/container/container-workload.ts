import type { Workload } from '#server/instances/kinds/kind.ts';
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
  tidy,
};

/** The former version stays as well: returning to it then fetches nothing. */
async function tidy({ engine, params, signal }: DeployStep): Promise<void> {
  const numbers = [params.number, ...(params.former ? [params.former.number] : [])];
  await keepDeployments(engine, params, numbers, { signal });
}
