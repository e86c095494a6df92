import { z } from 'zod';
import { notifyChange } from '#server/events/notify-change.ts';
import { instanceParams } from '#server/instances/job-params.ts';
import { setDevice, unsetDevice } from '#server/instances/set-device.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { isoDevice, isoDeviceName } from './iso-device.ts';

const params = instanceParams.extend({
  isoId: z.uuid(),
  tenantId: z.uuid(),
  pool: z.string(),
  bootsFirst: z.boolean(),
});
export type DetachIsoParams = z.infer<typeof params>;
type Step = BerthStep<DetachIsoParams>;

/** Takes a disc out of a VM, running or not: the engine writes that beside its disk as well. */
export const detachIsoJob: BerthJob<DetachIsoParams> = defineJob({
  kind: 'detach-iso',
  version: 1,
  params,
  steps: [
    withDisk({
      name: 'detach',
      run: (step: Step) => setDevice(step, isoDeviceName(step.params.isoId), undefined),
      undo: (step: Step) =>
        unsetDevice(
          step,
          isoDeviceName(step.params.isoId),
          isoDevice(step.params.isoId, step.params.pool, step.params.bootsFirst),
        ),
    }),
  ],
  async onDone(tx, { id, isoId, tenantId }) {
    await tx.isoAttachment.deleteMany({ where: { isoId, instanceId: id } });
    // One that was made with the disc in it: made again, it is without.
    await tx.$executeRaw`UPDATE "Instance" SET "settings" = jsonb_set("settings", '{isoId}', 'null')
      WHERE "id" = ${id}::uuid AND "settings"->>'isoId' = ${isoId}`;
    await notifyChange(tx, { topic: 'image', id: isoId, tenantId });
  },
});
