import type { Db } from '#server/db.ts';

/** Jobs of the past with their steps, as a panel has them after some months: looked through by autovacuum long ago. */
export async function addEndedJobs(db: Db, tenantId: string, count: number): Promise<void> {
  await db.$executeRaw`
    WITH jobs AS (
      INSERT INTO "Job" ("id", "kind", "state", "tenantId", "subject", "subjectKey", "params", "finishedAt")
      SELECT gen_random_uuid(), 'start-instance', 'done', ${tenantId}::uuid, 'web', 'ended:' || n, '{}', now()
      FROM generate_series(1, ${count}::int) n
      RETURNING "id")
    INSERT INTO "JobStep" ("jobId", "position", "name", "state") SELECT "id", 0, 'start', 'done' FROM jobs`;
  await db.$executeRaw`VACUUM (ANALYZE) "Job", "JobStep"`;
}
