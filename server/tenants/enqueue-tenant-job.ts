import type { Facts } from '#server/audit/facts-schema.ts';
import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { scope } from '#server/telemetry/scope.ts';
import type { BerthJob } from '#server/tools.ts';
import type { TenantJobStarted } from './schema.ts';

type Input<Params> = {
  tenant: { id: string; slug: string };
  job: BerthJob<Params>;
  params: Params;
  /** For the record: noun.verb */
  action: string;
  details?: Facts;
};

/** A job on a tenant, its line in the record and the news of it, in the caller's transaction. */
export async function enqueueTenantJob<Params>(
  ctx: Ctx,
  tx: Tx,
  { tenant, job, params, action, details }: Input<Params>,
): Promise<TenantJobStarted> {
  const jobId = await enqueueJob(tx, job, {
    params,
    subject: tenant.slug,
    subjectKey: `tenant:${tenant.id}`,
    tenantId: tenant.id,
    actorId: actorId(ctx.actor),
    actorName: actorName(ctx.actor),
    requestId: ctx.requestId,
    traceparent: scope().traceparent,
  });
  await record(ctx, tx, {
    action,
    tenantId: tenant.id,
    targetKind: 'tenant',
    targetId: tenant.id,
    targetName: tenant.slug,
    ...(details && { details }),
  });
  await notifyChange(tx, { topic: 'tenant', id: tenant.id, tenantId: tenant.id });
  return { tenantId: tenant.id, jobId };
}
