import type { Prisma, Tx } from '#server/db.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { type FindingView, findingDetails, findingView } from './schema.ts';

type Row = Prisma.FindingGetPayload<Record<string, never>>;

/** The entries as they are shown, with their tenants and what works on them: three queries, however many. */
export async function toFindingViews(db: Tx, rows: readonly Row[]): Promise<FindingView[]> {
  const tenantIds = [...new Set(rows.flatMap(({ tenantId }) => tenantId ?? []))];
  const instanceIds = [...new Set(rows.flatMap(({ instanceId }) => instanceId ?? []))];
  const [tenants, instances, jobs] = await Promise.all([
    db.tenant.findMany({ where: { id: { in: tenantIds } }, select: { id: true, slug: true, name: true } }),
    db.instance.findMany({ where: { id: { in: instanceIds } }, select: { id: true } }),
    listFindingJobs(
      db,
      rows.filter(({ state }) => state === 'open').map(({ id }) => id),
    ),
  ]);
  return rows.map((row) =>
    findingView.parse({
      ...row,
      tenant: tenants.find(({ id }) => id === row.tenantId) ?? null,
      instanceId: instances.find(({ id }) => id === row.instanceId)?.id ?? null,
      details: findingDetails.safeParse(row.details).data ?? {},
      job: jobs.find(({ findingId }) => findingId === row.id) ?? null,
      foundAt: row.foundAt.toISOString(),
      seenAt: row.seenAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
    }),
  );
}

/** The live jobs that settle these entries. */
async function listFindingJobs(db: Tx, findingIds: readonly string[]) {
  if (findingIds.length === 0) return [];
  return db.$queryRaw<{ id: string; kind: string; findingId: string }[]>`
    SELECT "id", "kind", "params"->>'findingId' AS "findingId" FROM "Job"
    WHERE "state" = ANY(${[...liveJobStates]}) AND "params"->>'findingId' = ANY(${[...findingIds]})`;
}
