import { Prisma } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { changeChannel, changeText } from '#server/events/notify-change.ts';
import type { JobRun } from './job-run.ts';
import { LostClaim } from './lost-claim.ts';
import { withKept } from './save-step.ts';

/** Ends a job: its own row, its steps', its nouns' rows and its secret change in one transaction, or none does. */
export async function finishJob<Tools>(
  run: JobRun<Tools>,
  state: 'done' | 'failed' | 'cancelled' | 'stuck',
): Promise<void> {
  const { definition, params, outputs, id, tenantId } = run;
  const changes = [changeText({ topic: 'job', id, tenantId })];
  if (run.instanceId) changes.push(changeText({ topic: 'instance', id: run.instanceId, tenantId }));
  await run.tools.db.$transaction(async (tx) => {
    if (state === 'done') await definition.onDone?.(tx, params, outputs);
    if (state === 'failed' || state === 'cancelled') {
      await definition.onFailed?.(tx, params, run.error ?? new AppError('internal', 'internal', { id }));
    }
    const count = await tx.$executeRaw`
      ${withKept(run)},
        job AS (UPDATE "Job" SET "state" = ${state}, "finishedAt" = ${new Date()}, ${errorColumns(run)},
          "claimedBy" = NULL, "claimedUntil" = NULL
        FROM own WHERE "Job"."id" = own."id" AND "claimedBy" = ${run.tools.workerId} RETURNING "Job"."id"),
        secret AS (DELETE FROM "JobSecret" WHERE "jobId" IN (SELECT "id" FROM job) AND ${state !== 'stuck'})
      SELECT pg_notify(${changeChannel}, change) FROM job, unnest(${changes}::text[]) AS change`;
    if (count === 0) throw new LostClaim(id);
    if (state === 'done') await definition.follow?.(tx, params as never, id);
  });
  const seconds = (Date.now() - run.startedAt.getTime()) / 1000;
  run.tools.observer?.jobEnded(definition.kind, state, seconds);
  run.log.info({ state, seconds }, 'job ended');
}

/** Why it did not come to its end, for the row; what is there already stays where nothing else went wrong. */
export function errorColumns<Tools>({ error }: JobRun<Tools>): Prisma.Sql {
  if (!error) return Prisma.sql`"error" = "error"`;
  return Prisma.sql`"error" = ${error.message}, "errorReason" = ${error.reason},
    "errorDetails" = ${JSON.stringify(error.params)}::jsonb, "errorForOperators" = ${error.forOperators ?? null}`;
}
