import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { Prisma } from '#server/db.ts';
import { parseInput } from '#server/parse-input.ts';
import { loadTenantDetails } from './load-tenant-details.ts';
import { type ListTenantsInput, listTenantsInput, type TenantPage } from './schema.ts';

/** One page of the installation's tenants, each with what it uses of its quota. */
export async function listTenants(ctx: Ctx, raw: Partial<ListTenantsInput> = {}): Promise<TenantPage> {
  authorizeOperator(ctx, 'read');
  const input = parseInput(listTenantsInput, raw);
  const { page, pageSize } = input;
  const where = toWhere(input);
  const [ids, total] = await Promise.all([
    ctx.db.$queryRaw<{ id: string }[]>`
      SELECT t.id FROM "Tenant" t ${isByUsage(input) ? usageJoin : Prisma.empty}
      WHERE ${where} ORDER BY ${toOrder(input)} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    ctx.db.$queryRaw<[{ count: bigint }]>`SELECT count(*) AS count FROM "Tenant" t WHERE ${where}`,
  ]);
  const items = await loadTenantDetails(
    ctx.db,
    ids.map(({ id }) => id),
  );
  return { items, total: Number(total[0].count), page, pageSize };
}

function toWhere({ search, state }: ListTenantsInput): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (state) conditions.push(Prisma.sql`t.state = ${state}`);
  if (search?.trim()) conditions.push(matches(search.trim()));
  return Prisma.join(conditions, ' AND ');
}

function matches(search: string): Prisma.Sql {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.sql`(t.name ILIKE ${pattern} OR t.slug ILIKE ${pattern} OR t.id IN (
    SELECT m."tenantId" FROM "Member" m JOIN "User" u ON u.id = m."userId" WHERE u.email ILIKE ${pattern}))`;
}

const columns = {
  name: 'lower(t.name)',
  state: 't.state',
  created: 't."createdAt"',
  instances: 'coalesce(u.count, 0)',
  memory: 'coalesce(u.memory, 0)',
  disk: 'coalesce(u.disk, 0)',
} as const satisfies Record<ListTenantsInput['sort'], string>;

const usageJoin = Prisma.sql`LEFT JOIN (
  SELECT "tenantId", count(*) AS count, sum("memoryBytes") AS memory, sum("diskBytes") AS disk
  FROM "Instance" WHERE state <> 'failed' GROUP BY "tenantId") u ON u."tenantId" = t.id`;

function isByUsage({ sort }: ListTenantsInput): boolean {
  return columns[sort].includes('u.');
}

function toOrder({ sort, order }: ListTenantsInput): Prisma.Sql {
  const direction = order === 'asc' ? 'ASC' : 'DESC';
  return Prisma.raw(`${columns[sort]} ${direction}, t.id ${direction}`);
}
