import type { z } from 'zod';
import { notifyChange } from '#server/events/notify-change.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob } from '#server/tools.ts';
import { noWhy, whyOf } from '#server/why/why.ts';
import { isoParams } from './iso-params.ts';
import { removeIsoVolume } from './remove-iso-volume.ts';

export type DeleteIsoParams = z.infer<typeof isoParams>;

export const deleteIsoJob: BerthJob<DeleteIsoParams> = defineJob({
  kind: 'delete-iso',
  version: 1,
  params: isoParams,
  steps: [{ name: 'delete', run: removeIsoVolume, isFinal: true }],
  async onDone(tx, { id, tenantId }) {
    await tx.iso.deleteMany({ where: { id } });
    await notifyChange(tx, { topic: 'image', id, tenantId });
  },
  async onFailed(tx, { id, tenantId }, error) {
    // Its volume may be there still, and takes room: it can be deleted again.
    const data = { state: 'ready', ...(error.reason === 'cancelled' ? noWhy : whyOf(error)) };
    await tx.iso.updateMany({ where: { id }, data });
    await notifyChange(tx, { topic: 'image', id, tenantId });
  },
});
