import type { Ctx } from '#server/context.ts';
import type { JobView } from '#server/jobs-view/schema.ts';
import { jobSelect } from '#server/jobs-view/to-job-view.ts';
import { toJobViews } from '#server/jobs-view/to-job-views.ts';
import type { Some } from './schema.ts';

const hourMs = 3_600_000;
const shown = 5;
/** More than this in a day is one trouble, not many: then it is enough to know that there are so many. */
const maxLooked = 200;

/**
 * Failed in the last 24 hours, of tenants that are still there, and nothing has gone well for the same
 * subject since. The tenant is named in the inner query for the sake of its index.
 */
export async function findFailedJobs(ctx: Ctx, now: Date): Promise<Some<JobView>> {
  const since = new Date(now.getTime() - 24 * hourMs);
  const open = await ctx.db.$queryRaw<{ id: string }[]>`
    WITH latest AS MATERIALIZED (
      SELECT "id", "tenantId", "subjectKey", "createdAt" FROM "Job"
      WHERE "state" = 'failed' AND "createdAt" > ${since} AND "tenantId" IS NOT NULL
      ORDER BY "createdAt" DESC LIMIT ${maxLooked}::int
    )
    SELECT j."id" FROM latest j
    WHERE NOT EXISTS (
      SELECT 1 FROM "Job" later
      WHERE later."tenantId" = j."tenantId" AND later."createdAt" > j."createdAt"
        AND later."subjectKey" = j."subjectKey" AND later."state" = 'done'
    )
    ORDER BY j."createdAt" DESC`;
  const rows = await ctx.db.job.findMany({
    where: { id: { in: open.slice(0, shown).map(({ id }) => id) } },
    orderBy: { createdAt: 'desc' },
    select: jobSelect,
  });
  return { items: await toJobViews(ctx, rows), total: open.length };
}
