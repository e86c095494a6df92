import type { z } from 'zod';
import { bringCurrent } from '#server/deployments/bring-current.ts';
import { followStart } from '#server/deployments/follow-start.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { instanceLeftBehind } from './instance-left-behind.ts';
import { instanceParams, power } from './job-params.ts';
import { restorePower } from './restore-power.ts';
import { saveRunning } from './save-power.ts';
import { startOnEngine } from './start-on-engine.ts';

const params = instanceParams.extend({ former: power.default('stopped') });
export type StartParams = z.infer<typeof params>;
type Step = BerthStep<StartParams>;

export const startInstanceJob: BerthJob<StartParams> = defineJob({
  kind: 'start-instance',
  version: 1,
  params,
  // How far the guest has come cannot be taken back.
  steps: [
    withDisk(
      { name: 'start', run: start, undo: startBack, isFinal: true, leftBehind: instanceLeftBehind },
      { endsHold: true },
    ),
  ],
  onDone: (tx, params) => saveRunning(tx, params.id),
  follow: (tx, { id }, jobId) => followStart(tx, id, jobId),
});

async function start(step: Step): Promise<void> {
  await startOnEngine(step);
  await bringCurrent(step);
}

async function startBack(step: Step): Promise<void> {
  await restorePower(step, step.params.former);
}
