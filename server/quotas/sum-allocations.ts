import { Prisma, type Tx } from '#server/db.ts';
import { type InstanceKind, kindFacts } from '#server/instances/kinds/schema.ts';
import type { Allocation } from '#server/tenants/schema.ts';

/** `kind` null: what is no instance and takes disk alone. */
type Row = {
  tenantId: string;
  kind: string | null;
  count: number;
  /** Of them, those that are of the kind, and do not only become or cease to be so. */
  instances: number;
  vcpus: number;
  memory: bigint;
  disk: bigint;
};

/**
 * What the instances and the own images of each of the tenants take, in one query. Every row counts but those of
 * failed creations: nothing was left of them. One that becomes another kind has a place of both, for it may come back.
 */
export async function sumAllocations(
  tx: Tx,
  tenantIds: readonly string[],
  { exceptInstanceId }: { exceptInstanceId?: string | undefined } = {},
): Promise<Map<string, Allocation>> {
  const except = exceptInstanceId ? Prisma.sql`AND i."id" <> ${exceptInstanceId}::uuid` : Prisma.empty;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "tenantId", k."kind", count(*)::int AS "count", count(*) FILTER (WHERE "isOwn")::int AS "instances",
           COALESCE(sum("vcpus") FILTER (WHERE "isOwn"), 0)::int AS "vcpus",
           COALESCE(sum("memoryBytes") FILTER (WHERE "isOwn"), 0)::bigint AS "memory",
           COALESCE(sum("diskBytes") FILTER (WHERE "isOwn"), 0)::bigint AS "disk"
    FROM "Instance" i CROSS JOIN LATERAL (
      SELECT i."kind", true UNION SELECT d."kind", false FROM "Deployment" d
      WHERE d."instanceId" = i."id" AND d."state" IN ('waiting', 'deploying', 'current') AND d."kind" <> i."kind"
    ) k("kind", "isOwn")
    WHERE "tenantId" = ANY(${[...tenantIds]}::uuid[]) AND i."state" <> 'failed' ${except}
    GROUP BY "tenantId", k."kind"
    UNION ALL
    SELECT "tenantId", NULL, 0, 0, 0, 0, sum("sizeBytes")::bigint
    FROM "Image" WHERE "tenantId" = ANY(${[...tenantIds]}::uuid[]) AND "state" <> 'failed'
    GROUP BY "tenantId"
    UNION ALL
    SELECT "tenantId", NULL, 0, 0, 0, 0, sum("sizeBytes")::bigint
    FROM "Iso" WHERE "tenantId" = ANY(${[...tenantIds]}::uuid[]) AND "state" <> 'failed'
    GROUP BY "tenantId"`;
  const sums = new Map(tenantIds.map((id) => [id, nothing()]));
  for (const row of rows) {
    const sum = sums.get(row.tenantId);
    if (sum) add(sum, row);
  }
  return sums;
}

function add(sum: Allocation, row: Row): void {
  sum.instances += row.instances;
  if (row.kind !== null) sum[kindFacts[row.kind as InstanceKind].quota] += row.count;
  sum.vcpus += row.vcpus;
  sum.memoryBytes += Number(row.memory);
  sum.diskBytes += Number(row.disk);
}

function nothing(): Allocation {
  return {
    instances: 0,
    lightVms: 0,
    vms: 0,
    apps: 0,
    sandboxes: 0,
    unikernels: 0,
    vcpus: 0,
    memoryBytes: 0,
    diskBytes: 0,
  };
}
