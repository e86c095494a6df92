import { Prisma, type Tx } from '#server/db.ts';
import { instanceKinds, kindFacts } from '#server/instances/kinds/schema.ts';
import { quotaParts, type Some, type TightTenant } from './schema.ts';

const tightShare = 0.9;
const shown = 5;

/** How many of each kind there are, and the kind that has the least left: the words are those of the table of kinds. */
const columns = instanceKinds.map((kind) => ({ kind, quota: kindFacts[kind].quota }));
const counts = Prisma.raw(
  columns.map(({ kind, quota }) => `count(*) FILTER (WHERE "kind" = '${kind}') AS "${quota}"`).join(', '),
);
const fullest = Prisma.raw(
  `greatest(${columns
    .map(
      ({ quota }) =>
        `u."${quota}"::numeric / nullif(t."quota${quota[0]?.toUpperCase()}${quota.slice(1)}", 0)`,
    )
    .join(', ')})`,
);

type Row = { id: string; slug: string; name: string; part: string; share: number; total: bigint };

/** Tenants that use more than 90 % of a quota, the tightest first, each with its tightest quota. */
export async function findTightTenants(tx: Tx, now: Date): Promise<Some<TightTenant>> {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const rows = await tx.$queryRaw<Row[]>`
    WITH used AS (
      SELECT "tenantId", ${counts}, sum("vcpus") AS vcpus,
             sum("memoryBytes") AS memory, sum("diskBytes") AS disk
      FROM "Instance" WHERE "state" <> 'failed' GROUP BY "tenantId"
    ), traffic AS (
      SELECT "tenantId", sum("rxBytes" + "txBytes") AS bytes
      FROM "TrafficMonth" WHERE "month" = ${month}::date GROUP BY "tenantId"
    ), shares AS (
      SELECT t."id", t."slug", t."name", part, used_share::float8 AS share,
             row_number() OVER (PARTITION BY t."id" ORDER BY used_share DESC) AS nth
      FROM "Tenant" t
      JOIN used u ON u."tenantId" = t."id"
      LEFT JOIN traffic f ON f."tenantId" = t."id"
      CROSS JOIN LATERAL (VALUES
        ('instances', ${fullest}),
        ('vcpus', u.vcpus::numeric / nullif(t."quotaVcpus", 0)),
        ('memory', u.memory::numeric / nullif(t."quotaMemoryBytes", 0)),
        ('disk', u.disk::numeric / nullif(t."quotaDiskBytes", 0)),
        ('traffic', f.bytes::numeric / nullif(t."quotaTrafficBytes", 0))
      ) AS s(part, used_share)
      WHERE t."state" IN ('active', 'suspended') AND used_share > ${tightShare}::numeric
    )
    SELECT "id", "slug", "name", part, share, count(*) OVER () AS total
    FROM shares WHERE nth = 1 ORDER BY share DESC, "name" LIMIT ${shown}::int`;
  return { items: rows.map(toTightTenant), total: Number(rows[0]?.total ?? 0) };
}

function toTightTenant({ id, slug, name, part, share }: Row): TightTenant {
  return { id, slug, name, share, part: quotaParts.find((known) => known === part) ?? 'instances' };
}
