import { z } from 'zod';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, Tools } from '#server/tools.ts';
import { type CreateParams, createInstanceJob } from './create-instance.job.ts';

const { steps, params, onDone, follow } = createInstanceJob;
const withImage: z.ZodType<CreateParams & { imageId: string | null }> = z.intersection(
  params,
  z.object({ imageId: z.string().nullable() }),
);
type RecreateParams = z.infer<typeof withImage>;

/** As a first creation, but the row was there before: when it fails, the instance is as lost as it was. */
export const recreateInstanceJob: BerthJob<RecreateParams> = defineJob<RecreateParams, Tools>({
  kind: 'recreate-instance',
  version: 2,
  params: withImage,
  steps,
  async onDone(tx, params, outputs) {
    await onDone?.(tx, params, outputs);
    await tx.instance.update({ where: { id: params.id }, data: { imageId: params.imageId } });
  },
  ...(follow && { follow }),
  // The verb of version 1 had written the image before its job began.
  former: [{ kind: 'recreate-instance', version: 1, params, steps, ...(onDone && { onDone }) }],
});
