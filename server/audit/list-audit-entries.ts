import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Prisma, Tx } from '#server/db.ts';
import { parseInput } from '#server/parse-input.ts';
import {
  type AuditEntryView,
  type AuditPage,
  auditEntryView,
  type ListAuditEntriesInput,
  listAuditEntriesInput,
  maxEntriesCounted,
} from './schema.ts';

/** Who did what, the newest first. For operators: entries name people of other tenants and of the provider. */
export async function listAuditEntries(ctx: Ctx, input: ListAuditEntriesInput = {}): Promise<AuditPage> {
  authorizeOperator(ctx, 'read');
  const { page, pageSize, ...filter } = parseInput(listAuditEntriesInput, input);
  const where = toWhere(filter);
  const [total, rows] = await Promise.all([
    ctx.db.auditEntry.count({ where, take: maxEntriesCounted }),
    ctx.db.auditEntry.findMany({
      where,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      skip: Math.min((page - 1) * pageSize, maxEntriesCounted),
      take: pageSize,
      omit: { actorId: true },
    }),
  ]);
  const tenants = await tenantsOf(ctx.db, rows);
  const items = rows.map(({ tenantId, ...row }) => ({
    ...row,
    at: row.at.toISOString(),
    tenant: tenants.get(tenantId ?? '') ?? null,
    details: auditEntryView.shape.details.catch({}).parse(row.details ?? {}),
  }));
  return { items, total, page, pageSize };
}

type Filter = Omit<ReturnType<typeof listAuditEntriesInput.parse>, 'page' | 'pageSize'>;

function toWhere({ tenantId, action, actor }: Filter) {
  return {
    ...(tenantId && { tenantId }),
    ...(action && { action: action.includes('.') ? action : { startsWith: `${action}.` } }),
    ...(actor && { actorName: { contains: actor, mode: 'insensitive' } }),
  } satisfies Prisma.AuditEntryWhereInput;
}

/** Entries outlive tenants, so they hold an id without a relation. */
async function tenantsOf(tx: Tx, rows: readonly { tenantId: string | null }[]) {
  const ids = [...new Set(rows.flatMap((row) => row.tenantId ?? []))];
  const tenants: NonNullable<AuditEntryView['tenant']>[] = await tx.tenant.findMany({
    where: { id: { in: ids } },
    select: { id: true, slug: true, name: true },
  });
  return new Map(tenants.map((tenant) => [tenant.id, tenant]));
}
