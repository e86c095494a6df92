import type { Tx } from '#server/db.ts';

/**
 * The places of those of these jobs that wait, 1 for the next to be taken up. What has been cancelled stands in
 * nobody's way: it is only taken up to be ended.
 */
export async function queuePositions(db: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; place: number }[]>`
    WITH line AS (
      SELECT "id", (row_number() OVER (ORDER BY "turn", "createdAt"))::int AS place
      FROM "Job" WHERE "state" IN ('queued', 'running', 'undoing') AND "claimedBy" IS NULL
        AND "cancelRequestedAt" IS NULL
    )
    SELECT "id", place FROM line JOIN "Job" USING ("id")
    WHERE "id" = ANY(${[...ids]}::uuid[]) AND "state" = 'queued'`;
  return new Map(rows.map(({ id, place }) => [id, place]));
}
