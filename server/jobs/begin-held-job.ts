import type { Db } from '#server/db.ts';
import { jobChannel } from './job-channel.ts';

/** Lets a job that was enqueued with `holdSeconds` be taken up now. */
export async function beginHeldJob(db: Db, id: string): Promise<void> {
  await db.$executeRaw`
    WITH job AS (UPDATE "Job" SET "runAt" = LEAST("runAt", now()) WHERE "id" = ${id}::uuid RETURNING "id")
    SELECT pg_notify(${jobChannel}, '') FROM job`;
}
