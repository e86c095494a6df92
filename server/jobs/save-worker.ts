import type { Db } from '#server/db.ts';
import type { WorkerOptions } from './worker-options.ts';

/** Rows of workers that were killed go when nobody has seen them for so long. */
const forgetAfterSeconds = 600;

/** Says that this worker lives; and takes away the rows of those that died long ago. */
export async function saveWorker(
  db: Db,
  { id, host, version }: WorkerOptions,
  { isStopping, known }: { isStopping: boolean; known: readonly string[] },
): Promise<void> {
  await db.$executeRaw`
    WITH dead AS (DELETE FROM "Worker" WHERE "seenAt" < now() - make_interval(secs => ${forgetAfterSeconds}))
    INSERT INTO "Worker" ("id", "host", "version", "isStopping", "known")
    VALUES (${id}, ${host}, ${version}, ${isStopping}, ${[...known]}::text[])
    ON CONFLICT ("id") DO UPDATE SET "seenAt" = now(), "isStopping" = ${isStopping}`;
}

export async function removeWorker(db: Db, id: string): Promise<void> {
  await db.worker.deleteMany({ where: { id } });
}
