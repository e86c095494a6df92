import { Prisma, type Tx } from '#server/db.ts';
import { type InstanceKind, kindFacts } from '#server/instances/kinds/schema.ts';
import type { Allocation } from '#server/tenants/schema.ts';

/** `kind` null: what is no instance and takes disk alone. */
type Row = {
  tenantId: string;
  kind: string | null;
  count: number;
  vcpus: number;
  memory: bigint;
  disk: bigint;
};

/**
 * What the instances and the own images of each of the tenants take, in one query. Every row counts but those of
 * failed creations: nothing was left of them.
 */
export async function sumAllocations(
  tx: Tx,
  tenantIds: readonly string[],
  { exceptInstanceId }: { exceptInstanceId?: string | undefined } = {},
): Promise<Map<string, Allocation>> {
  const except = exceptInstanceId ? Prisma.sql`AND "id" <> ${exceptInstanceId}::uuid` : Prisma.empty;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "tenantId", "kind", count(*)::int AS "count", sum("vcpus")::int AS "vcpus",
           sum("memoryBytes")::bigint AS "memory", sum("diskBytes")::bigint AS "disk"
    FROM "Instance" WHERE "tenantId" = ANY(${[...tenantIds]}::uuid[]) AND "state" <> 'failed' ${except}
    GROUP BY "tenantId", "kind"
    UNION ALL
    SELECT "tenantId", NULL, 0, 0, 0, sum("sizeBytes")::bigint
    FROM "Image" WHERE "tenantId" = ANY(${[...tenantIds]}::uuid[]) AND "state" <> 'failed'
    GROUP BY "tenantId"
    UNION ALL
    SELECT "tenantId", NULL, 0, 0, 0, sum("sizeBytes")::bigint
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
  sum.instances += row.count;
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
