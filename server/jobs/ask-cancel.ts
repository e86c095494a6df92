import type { Tx } from '#server/db.ts';
import { jobChannel } from './job-channel.ts';

/**
 * Asks for a job to be undone instead of brought to its end; whoever is at work on it hears of it. Past the start of a
 * step that cannot be taken back nothing comes of that: the caller looks before.
 */
export async function askCancel(tx: Tx, jobId: string): Promise<void> {
  // It is taken up next, to be ended, and one that rests before its next try is not let to rest any longer.
  await tx.$executeRaw`
    WITH asked AS (
      UPDATE "Job" SET "cancelRequestedAt" = now(), "runAt" = LEAST("runAt", now()), "turn" = 0
      WHERE "id" = ${jobId}::uuid RETURNING "id")
    SELECT pg_notify(${jobChannel}, ''), pg_notify(${jobChannel}, "id"::text) FROM asked`;
}
