import { Prisma, type Tx } from '#server/db.ts';
import type { InstanceKind } from '#server/instances/schema.ts';
import type { Allocation } from '#server/tenants/schema.ts';

type Row = { tenantId: string; kind: string; count: number; vcpus: number; memory: bigint; disk: bigint };

export const columnOfKind = {
  'light-vm': 'lightVms',
  vm: 'vms',
  app: 'apps',
  sandbox: 'sandboxes',
  unikernel: 'unikernels',
} as const satisfies Record<InstanceKind, keyof Allocation>;

/** What the instances of each of the tenants take, in one query. Every row counts but those of failed creations: nothing was left of them. */
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
    GROUP BY "tenantId", "kind"`;
  const sums = new Map(tenantIds.map((id) => [id, nothing()]));
  for (const row of rows) {
    const sum = sums.get(row.tenantId);
    if (sum) add(sum, row);
  }
  return sums;
}

function add(sum: Allocation, row: Row): void {
  sum.instances += row.count;
  sum[columnOfKind[row.kind as InstanceKind]] += row.count;
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
