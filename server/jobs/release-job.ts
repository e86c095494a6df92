import type { Db } from '#server/db.ts';

type Release = { workerId: string; jobId: string; pauseMs?: number | undefined };

/** Gives a job back to the queue, not to be taken up before the pause is over. */
export async function releaseJob(db: Db, { workerId, jobId, pauseMs = 0 }: Release): Promise<void> {
  await db.$executeRaw`
    UPDATE "Job" SET "claimedBy" = NULL, "claimedUntil" = NULL,
      "runAt" = now() + make_interval(secs => ${pauseMs / 1000}::float8)
    WHERE "id" = ${jobId}::uuid AND "claimedBy" = ${workerId}`;
}
