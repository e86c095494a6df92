import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { UnknownJobs } from './schema.ts';

/** So long a job has waited, and no worker has been seen: one that is just being restarted is no news. */
const patienceSeconds = 60;

/** Jobs that nobody takes up, because no worker has the steps of their kind and version. For operators. */
export async function listUnknownJobs(ctx: Ctx): Promise<UnknownJobs[]> {
  authorizeOperator(ctx, 'read');
  return ctx.db.$queryRaw<UnknownJobs[]>`
    WITH since AS (SELECT now() - make_interval(secs => ${patienceSeconds}::float8) AS "at")
    SELECT j."kind", j."version", count(*)::int AS "count" FROM "Job" j, since
    WHERE j."state" IN ('queued', 'running', 'undoing')
      AND greatest(j."createdAt", j."runAt", j."claimedUntil") < since."at"
      AND NOT EXISTS (SELECT 1 FROM "Worker" w WHERE w."seenAt" > since."at"
        AND j."kind" || ':' || j."version" = ANY(w."known"))
    GROUP BY 1, 2 ORDER BY 1, 2`;
}
