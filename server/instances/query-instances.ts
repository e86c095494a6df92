import { Prisma, type Tx } from '#server/db.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { queuePositions } from '#server/jobs-view/queue-positions.ts';
import type { InstanceView } from './schema.ts';

type Job = Omit<NonNullable<InstanceView['job']>, 'queuePosition'>;
type Row = Omit<InstanceView, 'createdAt' | 'startedAt' | 'job'> & {
  createdAt: Date;
  startedAt: Date | null;
  job: Job | null;
};

const ref = (table: string) =>
  Prisma.raw(
    `CASE WHEN ${table}.id IS NULL THEN NULL ELSE json_build_object('id', ${table}.id, 'name', ${table}.name) END`,
  );

/**
 * Views of the instances that `page` selects, each with its live job, in one query. `page` is a SELECT
 * of whole Instance rows as `i`, limited: what is joined is read for these rows only.
 */
export async function queryInstances(
  db: Tx,
  page: Prisma.Sql,
  order: Prisma.Sql = Prisma.sql`i.id`,
): Promise<InstanceView[]> {
  const rows = await db.$queryRaw<Row[]>`
    WITH page AS MATERIALIZED (${page})
    SELECT i.id, i.name, i.kind, i.state, i."stateReason", i.reason, COALESCE(i."reasonParams", '{}') AS "reasonParams",
      i.vcpus, i.ipv4, i.stack, i."createdAt", i."startedAt",
      CASE WHEN i.state = 'running' THEN '{"accelerator": null}'::jsonb || i.workload END AS workload,
      i."memoryBytes"::float8 AS "memoryBytes", i."diskBytes"::float8 AS "diskBytes",
      json_build_object('id', t.id, 'slug', t.slug, 'name', t.name, 'state', t.state) AS tenant,
      ${ref('n')} AS node, ${ref('p')} AS plan,
      CASE WHEN m.id IS NULL THEN NULL ELSE json_build_object('id', m.id, 'name', m.name, 'os', m.os,
        'release', m.release, 'defaultUser', m."defaultUser") END AS image,
      CASE WHEN v.id IS NULL THEN NULL ELSE json_build_object('id', v.id, 'name', v.name, 'state', v.state,
        'keyMode', v."keyMode") END AS vault,
      CASE WHEN j.id IS NULL THEN NULL ELSE json_build_object('id', j.id, 'kind', j.kind, 'state', j.state,
        'step', s.step, 'doneSteps', s.done, 'steps', s.total) END AS job
    FROM page i
    JOIN "Tenant" t ON t.id = i."tenantId"
    LEFT JOIN "Node" n ON n.id = i."nodeId"
    LEFT JOIN "Plan" p ON p.id = i."planId"
    LEFT JOIN "Image" m ON m.id = i."imageId"
    LEFT JOIN "Vault" v ON v.id = i."vaultId"
    LEFT JOIN "Job" j ON j."subjectKey" = 'instance:' || i.id AND j.state IN (${liveStates})
    LEFT JOIN LATERAL (
      SELECT count(*) AS total, count(*) FILTER (WHERE state = 'done') AS done,
        max(name) FILTER (WHERE state IN ('running', 'undoing')) AS step
      FROM "JobStep" WHERE "jobId" = j.id
    ) s ON j.id IS NOT NULL
    ORDER BY ${order}`;
  const waiting = rows.flatMap(({ job }) => (job?.state === 'queued' ? job.id : []));
  const places = await queuePositions(db, waiting);
  return rows.map(({ createdAt, startedAt, job, ...row }) => ({
    ...row,
    job: job && { ...job, queuePosition: places.get(job.id) ?? null },
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
  }));
}

// Spelled out, not bound: only so does the planner see that the partial index of live jobs fits.
const liveStates = Prisma.raw(liveJobStates.map((state) => `'${state}'`).join(', '));
