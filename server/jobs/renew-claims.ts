import type { Db } from '#server/db.ts';

type Renewal = { workerId: string; leaseSeconds: number; jobIds: readonly string[] };

/** Keeps a worker's jobs its own. What is not in the answer has been lost to another worker. */
export async function renewClaims(
  db: Db,
  { workerId, leaseSeconds, jobIds }: Renewal,
): Promise<Map<string, { isCancelled: boolean }>> {
  const rows = await db.$queryRaw<{ id: string; isCancelled: boolean }[]>`
    UPDATE "Job" SET "claimedUntil" = now() + make_interval(secs => ${leaseSeconds}::float8)
    WHERE "claimedBy" = ${workerId} AND "id" = ANY(${[...jobIds]}::uuid[])
      AND "state" IN ('queued', 'running', 'undoing')
    RETURNING "id", "cancelRequestedAt" IS NOT NULL AS "isCancelled"`;
  return new Map(rows.map(({ id, isCancelled }) => [id, { isCancelled }]));
}
