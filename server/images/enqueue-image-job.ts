import type { Facts } from '#server/audit/facts-schema.ts';
import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { scope } from '#server/telemetry/scope.ts';
import type { BerthJob } from '#server/tools.ts';
import type { ImageParams } from './image-params.ts';
import type { ImageJobStarted } from './schema.ts';

type Input<Params> = {
  /** `image.delete` */
  action: string;
  name: string;
  params: Params;
  details?: Facts;
};

/** The job, its line in the audit record and the word to the pages, in the caller's transaction. */
export async function enqueueImageJob<Params extends ImageParams>(
  ctx: Ctx,
  tx: Tx,
  job: BerthJob<Params>,
  { action, name, params, details }: Input<Params>,
): Promise<ImageJobStarted> {
  const { id, tenantId } = params;
  const jobId = await enqueueJob(tx, job, {
    params,
    subject: name,
    subjectKey: `image:${id}`,
    tenantId,
    actorId: actorId(ctx.actor),
    actorName: actorName(ctx.actor),
    requestId: ctx.requestId,
    traceparent: scope().traceparent,
  });
  await record(ctx, tx, {
    ...{ action, tenantId, targetKind: 'image', targetId: id, targetName: name },
    ...(details && { details }),
  });
  await notifyChange(tx, { topic: 'image', id, tenantId });
  return { imageId: id, jobId };
}
