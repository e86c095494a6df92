import type { Facts } from '#server/audit/facts-schema.ts';
import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { scope } from '#server/telemetry/scope.ts';
import type { BerthJob } from '#server/tools.ts';
import type { JobStarted } from './schema.ts';

type Input<Params> = {
  /** `instance.start` */
  action: string;
  instance: { id: string; name: string; tenant: { id: string } };
  params: Params;
  details?: Facts;
  secret?: string | undefined;
};

/** The job, its line in the audit record and the word to the pages, in the caller's transaction. */
export async function enqueueInstanceJob<Params>(
  ctx: Ctx,
  tx: Tx,
  job: BerthJob<Params>,
  { action, instance, params, details, secret }: Input<Params>,
): Promise<JobStarted> {
  const tenantId = instance.tenant.id;
  const jobId = await enqueueJob(tx, job, {
    params,
    subject: instance.name,
    subjectKey: `instance:${instance.id}`,
    tenantId,
    instanceId: instance.id,
    actorId: actorId(ctx.actor),
    actorName: actorName(ctx.actor),
    requestId: ctx.requestId,
    traceparent: scope().traceparent,
    ...(secret !== undefined && { secret }),
  });
  await record(ctx, tx, {
    action,
    tenantId,
    targetKind: 'instance',
    targetId: instance.id,
    targetName: instance.name,
    ...(details && { details }),
  });
  return { instanceId: instance.id, jobId };
}
