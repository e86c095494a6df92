import type { Facts } from '#server/audit/facts-schema.ts';
import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { jobChannel } from '#server/jobs/job-channel.ts';
import { parseId } from '#server/parse-id.ts';
import { getJob } from './get-job.ts';
import { loadJob } from './load-job.ts';
import type { JobView } from './schema.ts';
import type { JobRow } from './to-job-view.ts';

type Change = {
  /** Throws the reason why not; what it returns goes into the record, beside the kind. */
  change(tx: Tx, row: JobRow): Promise<Facts>;
  /** `job.cancel` */
  action: string;
};

/**
 * What a person does with a job: checked and changed with its row held, written down, and the workers are woken.
 * Who may do it is for the verb to say, before or in `change`.
 */
export async function changeJob(ctx: Ctx, rawId: string, { change, action }: Change): Promise<JobView> {
  const id = parseId(rawId);
  await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Job" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await loadJob(ctx, tx, id);
    const details = await change(tx, row);
    await record(ctx, tx, {
      action,
      tenantId: row.tenantId,
      targetKind: 'job',
      targetId: id,
      targetName: row.subject,
      details: { kind: row.kind, ...details },
    });
    await tx.$executeRaw`SELECT pg_notify(${jobChannel}, ''), pg_notify(${jobChannel}, ${id})`;
    const { tenantId, instanceId } = row;
    await notifyChange(tx, { topic: 'job', id, tenantId });
    if (instanceId) await notifyChange(tx, { topic: 'instance', id: instanceId, tenantId });
  });
  return getJob(ctx, id);
}
