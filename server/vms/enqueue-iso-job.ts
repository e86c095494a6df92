import type { Facts } from '#server/audit/facts-schema.ts';
import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { scope } from '#server/telemetry/scope.ts';
import type { BerthJob } from '#server/tools.ts';
import type { IsoJobStarted } from './schema.ts';

type Input<Params> = {
  iso: { id: string; name: string; tenantId: string };
  params: Params;
  /** `iso.import` */
  action: string;
  details?: Facts;
};

/** A job on a disc, its line in the audit record and the word to the pages, in the caller's transaction. */
export async function enqueueIsoJob<Params>(
  ctx: Ctx,
  tx: Tx,
  job: BerthJob<Params>,
  { iso: { id, name, tenantId }, params, action, details }: Input<Params>,
): Promise<IsoJobStarted> {
  const jobId = await enqueueJob(tx, job, {
    ...{ params, subject: name, subjectKey: `iso:${id}`, tenantId },
    ...{ actorId: actorId(ctx.actor), actorName: actorName(ctx.actor) },
    ...{ requestId: ctx.requestId, traceparent: scope().traceparent },
  });
  const target = { tenantId, targetKind: 'iso', targetId: id, targetName: name };
  await record(ctx, tx, { action, ...target, ...(details && { details }) });
  await notifyChange(tx, { topic: 'image', id, tenantId });
  return { isoId: id, jobId };
}
