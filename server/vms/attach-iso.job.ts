import { z } from 'zod';
import { notifyChange } from '#server/events/notify-change.ts';
import { findOnEngine } from '#server/instances/find-on-engine.ts';
import { instanceParams } from '#server/instances/job-params.ts';
import { setDevice, unsetDevice } from '#server/instances/set-device.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { isoDevice, isoDeviceName } from './iso-device.ts';

const params = instanceParams.extend({
  isoId: z.uuid(),
  tenantId: z.uuid(),
  pool: z.string(),
  bootsFirst: z.boolean(),
});
export type AttachIsoParams = z.infer<typeof params>;
type Step = BerthStep<AttachIsoParams>;

/** Puts a disc into a drive of its own of a VM, running or not. The engine writes that beside its disk as well, so it needs that. */
export const attachIsoJob: BerthJob<AttachIsoParams> = defineJob({
  kind: 'attach-iso',
  version: 1,
  params,
  steps: [
    withDisk({
      name: 'attach',
      run: (step: Step) => setDevice(step, isoDeviceName(step.params.isoId), deviceOf(step)),
      undo: (step: Step) => unsetDevice(step, isoDeviceName(step.params.isoId), undefined),
      leftBehind: discLeft,
    }),
  ],
  async onDone(tx, { isoId, tenantId }) {
    await notifyChange(tx, { topic: 'image', id: isoId, tenantId });
  },
  async onFailed(tx, { id, isoId, tenantId }) {
    await tx.isoAttachment.deleteMany({ where: { isoId, instanceId: id } });
    await notifyChange(tx, { topic: 'image', id: isoId, tenantId });
  },
});

function deviceOf({ params: { isoId, pool, bootsFirst } }: Step) {
  return isoDevice(isoId, pool, bootsFirst);
}

async function discLeft({ engine, params, signal }: Step): Promise<Leftover[]> {
  const found = await findOnEngine(engine, params, signal);
  const name = isoDeviceName(params.isoId);
  return found?.devices[name] ? [{ thing: 'disc', name, place: params.name }] : [];
}
