import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { Prisma } from '#server/db.ts';
import { parseInput } from '#server/parse-input.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { queryInstances } from './query-instances.ts';
import { type InstancePage, type ListInstancesInput, listInstancesInput } from './schema.ts';

type Input = ReturnType<typeof listInstancesInput.parse>;

/** One page of a tenant's instances; of all instances for operators who name no tenant. */
export async function listInstances(ctx: Ctx, raw: ListInstancesInput): Promise<InstancePage> {
  const input = parseInput(listInstancesInput, raw);
  const tenantId = await whose(ctx, input.tenant);
  const where = toWhere(input, tenantId);
  const { page, pageSize } = input;
  const order = toOrder(input);
  const [total, items] = await Promise.all([
    count(ctx, where),
    queryInstances(
      ctx.db,
      Prisma.sql`SELECT i.* FROM "Instance" i WHERE ${where} ORDER BY ${order}
        LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
      order,
    ),
  ]);
  return { items, total, page, pageSize };
}

async function whose(ctx: Ctx, slug: string | undefined): Promise<string | undefined> {
  if (slug !== undefined) return authorizeSlug(ctx, slug, 'instance.read');
  authorizeOperator(ctx, 'read');
  return undefined;
}

async function count(ctx: Ctx, where: Prisma.Sql): Promise<number> {
  const [row] = await ctx.db.$queryRaw<[{ count: bigint }]>`
    SELECT count(*) AS count FROM "Instance" i WHERE ${where}`;
  return Number(row.count);
}

function toWhere({ search, state, kind, stack }: Input, tenantId: string | undefined): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (tenantId) conditions.push(Prisma.sql`i."tenantId" = ${tenantId}::uuid`);
  if (state) conditions.push(Prisma.sql`i.state = ${state}`);
  if (kind) conditions.push(Prisma.sql`i.kind = ${kind}`);
  if (stack) conditions.push(Prisma.sql`i.stack = ${stack}`);
  if (search) conditions.push(matches(search, tenantId === undefined));
  return Prisma.join(conditions, ' AND ');
}

function matches(search: string, isForAllTenants: boolean): Prisma.Sql {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const own = Prisma.sql`i.name ILIKE ${pattern} OR i.ipv4 LIKE ${pattern}`;
  if (!isForAllTenants) return Prisma.sql`(${own})`;
  return Prisma.sql`(${own} OR i."tenantId" IN
    (SELECT id FROM "Tenant" WHERE slug ILIKE ${pattern} OR name ILIKE ${pattern}))`;
}

const columns = {
  name: 'lower(i.name)',
  state: 'i.state',
  created: 'i."createdAt"',
  memory: 'i."memoryBytes"',
  ipv4: 'i.ipv4::inet',
} as const satisfies Record<Input['sort'], string>;

function toOrder({ sort, order }: Input): Prisma.Sql {
  const direction = order === 'asc' ? 'ASC' : 'DESC';
  return Prisma.raw(`${columns[sort]} ${direction} NULLS LAST, i.id ${direction}`);
}
