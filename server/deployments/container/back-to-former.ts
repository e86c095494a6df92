import { readStatus } from '#server/shells/read-status.ts';
import { stopWorkload } from '#server/shells/stop-workload.ts';
import type { DeployStep } from '../deploy-step.ts';
import { runContainer } from './run-container.ts';

/** The former version runs again, or nothing where there was none. */
export async function backToFormer(step: DeployStep): Promise<void> {
  const { engine, params, signal } = step;
  const { number } = await readStatus(engine, params, { signal });
  if (params.former) {
    if (number !== params.former.number) await runContainer(step, params.former);
    return;
  }
  if (number === params.number) await stopWorkload(engine, params, { signal });
}
