import { authorize } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { parseInput } from '#server/parse-input.ts';
import { type ListRecordInput, listRecordInput, maxEntriesCounted, type RecordPage } from './schema.ts';

const select = {
  id: true,
  at: true,
  action: true,
  actorKind: true,
  actorId: true,
  actorName: true,
  targetKind: true,
  targetId: true,
  targetName: true,
} as const;

/** Who did what in one account, the newest first, for its members. */
export async function listRecord(ctx: Ctx, input: ListRecordInput): Promise<RecordPage> {
  const { tenantId, instanceId, page, pageSize } = parseInput(listRecordInput, input);
  authorize(ctx, tenantId, 'tenant.read');
  const where = { tenantId, ...(instanceId && { targetKind: 'instance', targetId: instanceId }) };
  const [total, rows] = await Promise.all([
    ctx.db.auditEntry.count({ where, take: maxEntriesCounted }),
    ctx.db.auditEntry.findMany({
      where,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      skip: Math.min((page - 1) * pageSize, maxEntriesCounted),
      take: pageSize,
      select,
    }),
  ]);
  const outsiders = await outsidersAmong(ctx.db, tenantId, rows);
  const items = rows.map(({ actorId, actorKind, actorName, at, ...entry }) => {
    const isProvider = actorKind === 'system' || outsiders.has(actorId ?? '');
    return { ...entry, at: at.toISOString(), actorName: isProvider ? null : actorName };
  });
  return { items, total, page, pageSize };
}

/** Operators who are no members: to a customer they are the provider. Former members keep their names. */
async function outsidersAmong(
  tx: Tx,
  tenantId: string,
  rows: readonly { actorId: string | null }[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(rows.flatMap((row) => row.actorId ?? []))];
  const outsiders = await tx.user.findMany({
    where: { id: { in: ids }, isOperator: true, members: { none: { tenantId } } },
    select: { id: true },
  });
  return new Set(outsiders.map((user) => user.id));
}
