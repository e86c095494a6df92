import type { Tx } from '#server/db.ts';
import { factsOf, instanceKinds } from '#server/instances/kinds/schema.ts';
import { type KindComparison, measuredInstances, measuredSamples } from './schema.ts';

type Memory = Map<string, NonNullable<KindComparison['memory']>>;
type Row = { kind: string; count: number; p50: number };

/** Of one processor, between two samples: what a guest uses that only waits. */
const idleShare = 0.02;

/**
 * What the kinds use at least, idle: of each of the newest instances of a kind the lowest of its latest samples before
 * which it had next to nothing to do, and of these the middle one. A shell counts since the version in it is up, as long
 * as that runs: it is next to nothing by itself, and may have been of another kind before.
 */
export async function measureMemory(db: Tx, since: Date): Promise<Memory> {
  const withShell = instanceKinds.filter((kind) => factsOf(kind).disk === 'shell');
  const rows = await db.$queryRaw<Row[]>`
    SELECT kind, count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY low) AS p50
    FROM (
      SELECT i."kind", min(s.memory)::float8 AS low
      FROM (
        SELECT i."id", i."kind", GREATEST(d."finishedAt", ${since}) AS since,
               row_number() OVER (PARTITION BY i."kind" ORDER BY i."createdAt" DESC) AS nth
        FROM "Instance" i LEFT JOIN "Deployment" d ON d."instanceId" = i."id" AND d."state" = 'current'
        WHERE i."state" <> 'failed' AND (i."kind" <> ALL(${withShell}::text[])
          OR (d."kind" = i."kind" AND i."workload" ->> 'state' = 'running'))
      ) AS i
      CROSS JOIN LATERAL (
        SELECT "memoryBytes" AS memory,
               ("cpuSeconds" - lag("cpuSeconds") OVER before)
                 / nullif(extract(epoch FROM "at" - lag("at") OVER before), 0)::float8 AS share
        FROM (
          SELECT "at", "cpuSeconds", "memoryBytes" FROM "UsageSample"
          WHERE "instanceId" = i."id" AND "at" >= i.since
          ORDER BY "at" DESC LIMIT ${measuredSamples}::int
        ) AS newest
        WINDOW before AS (ORDER BY "at")
      ) AS s
      WHERE i.nth <= ${measuredInstances}::int AND s.memory > 0
        AND s.share >= 0 AND s.share <= ${idleShare}::float8
      GROUP BY i."id", i."kind"
    ) AS lowest
    GROUP BY kind`;
  return new Map(rows.map(({ kind, count, p50 }) => [kind, { count, p50Bytes: Math.round(p50) }]));
}
