import { z } from 'zod';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { instanceLeftBehind } from './instance-left-behind.ts';
import { instanceParams, power } from './job-params.ts';
import { restorePower } from './restore-power.ts';
import { saveStopped } from './save-power.ts';
import { stopOnEngine } from './stop-on-engine.ts';

const params = instanceParams.extend({ isForced: z.boolean(), former: power.default('running') });
export type StopParams = z.infer<typeof params>;

export const stopInstanceJob: BerthJob<StopParams> = defineJob({
  kind: 'stop-instance',
  version: 1,
  params,
  steps: [
    withDisk(
      {
        name: 'stop',
        run: (step) => stopOnEngine(step, step.params.isForced),
        undo: (step) => restorePower(step, step.params.former),
        // The guest goes down once it has been asked to.
        isFinal: true,
        leftBehind: instanceLeftBehind,
      },
      { isLenient: true },
    ),
  ],
  onDone: (tx, { id }) => saveStopped(tx, id),
});
