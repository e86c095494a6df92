import { Prisma, type Tx } from '#server/db.ts';
import { factsOf, type InstanceKind, instanceKinds } from '#server/instances/kinds/schema.ts';
import type { KindComparison } from './schema.ts';

type Starts = Map<string, NonNullable<KindComparison['start']>>;
type Row = { kind: string; count: number; p50: number };

/** More of them would not move the middle one. */
const newest = 2000;

/** Of a job that is done, what was worked on it: waiting in line is no part of a kind. */
const work = (job: string) =>
  Prisma.raw(`extract(epoch FROM ${job}."finishedAt" - ${job}."startedAt")::float8 * 1000`);

/** A pause between two tries, as long as an engine was away, is none either. */
const atFirstTry = (job: string) =>
  Prisma.raw(
    `${job}."state" = 'done' AND NOT EXISTS (SELECT 1 FROM "JobStep" s WHERE s."jobId" = ${job}."id" AND s."attempts" > 1)`,
  );

/**
 * How long creations took, by kind: the middle one, and of how many. Those in a vault are left out, since opening one is
 * no part of a kind. Of kinds with a shell their creation and the deployment of their first version, without what lay
 * between these: the rest of its stack, or that it was stopped.
 */
export async function measureStarts(db: Tx, since: Date): Promise<Starts> {
  const hasShell = (kind: InstanceKind) => factsOf(kind).disk === 'shell';
  const [created, deployed] = await Promise.all([
    createdIn(
      db,
      since,
      instanceKinds.filter((kind) => !hasShell(kind)),
    ),
    deployedIn(db, since, instanceKinds.filter(hasShell)),
  ]);
  return new Map([...toStarts(created, false), ...toStarts(deployed, true)]);
}

/** The kind is from the record: it outlives the instance. */
function createdIn(db: Tx, since: Date, kinds: InstanceKind[]): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT kind, count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50
    FROM (
      SELECT a."details" ->> 'kind' AS kind,
             ${work('j')} AS ms
      FROM "Job" j
      JOIN "AuditEntry" a ON a."action" = 'instance.create' AND a."targetId" = j."params" ->> 'id'
        AND a."at" >= ${since}
      WHERE j."kind" = 'create-instance' AND ${atFirstTry('j')} AND j."createdAt" >= ${since}
        AND j."params" ->> 'vaultId' IS NULL
      ORDER BY j."createdAt" DESC LIMIT ${newest}::int
    ) AS created
    WHERE kind = ANY(${kinds}::text[])
    GROUP BY kind`;
}

function deployedIn(db: Tx, since: Date, kinds: InstanceKind[]): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT kind, count(*)::int AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50
    FROM (
      SELECT d."kind", ${work('c')} + ${work('j')} AS ms
      FROM "Deployment" d JOIN "Instance" i ON i."id" = d."instanceId"
      JOIN "Job" j ON j."id" = d."jobId" AND ${atFirstTry('j')}
      JOIN "Job" c ON c."instanceId" = i."id" AND c."kind" = 'create-instance' AND ${atFirstTry('c')}
      WHERE d."number" = 1 AND d."state" IN ('current', 'former')
        AND i."createdAt" >= ${since} AND i."vaultId" IS NULL
      ORDER BY i."createdAt" DESC LIMIT ${newest}::int
    ) AS deployed
    WHERE kind = ANY(${kinds}::text[])
    GROUP BY kind`;
}

function toStarts(rows: Row[], isWithWorkload: boolean): [string, NonNullable<KindComparison['start']>][] {
  return rows.map(({ kind, count, p50 }) => [
    kind,
    { p50Milliseconds: Math.round(p50), count, isWithWorkload },
  ]);
}
