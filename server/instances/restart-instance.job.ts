import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { instanceLeftBehind } from './instance-left-behind.ts';
import { type InstanceParams, instanceParams } from './job-params.ts';
import { restorePower } from './restore-power.ts';
import { saveRunning } from './save-power.ts';
import { startOnEngine } from './start-on-engine.ts';
import { stopOnEngine } from './stop-on-engine.ts';

type Step = BerthStep<InstanceParams>;

export const restartInstanceJob: BerthJob<InstanceParams> = defineJob({
  kind: 'restart-instance',
  version: 1,
  params: instanceParams,
  steps: [
    withDisk({
      name: 'stop',
      run: (step) => stopOnEngine(step, false),
      undo: (step) => restorePower(step, 'running'),
      // The guest goes down once it has been asked to; nobody wants it left there.
      isFinal: true,
      leftBehind: instanceLeftBehind,
    }),
    withDisk({ name: 'start', run: start, isFinal: true }),
  ],
  onDone: (tx, { id }) => saveRunning(tx, id),
});

async function start(step: Step): Promise<void> {
  await startOnEngine(step);
}
