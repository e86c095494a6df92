import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { parseInput } from '#server/parse-input.ts';
import { type FindingPage, type ListFindingsInput, listFindingsInput, maxFindingsCounted } from './schema.ts';
import { toFindingViews } from './to-finding-view.ts';

/** What the loops found, open entries first and then the newest. */
export async function listFindings(ctx: Ctx, input: ListFindingsInput = {}): Promise<FindingPage> {
  authorizeOperator(ctx, 'read');
  const { page, pageSize, state, kind, tenantId } = parseInput(listFindingsInput, input);
  const where = { ...(state && { state }), ...(kind && { kind }), ...(tenantId && { tenantId }) };
  const [total, rows] = await Promise.all([
    ctx.db.finding.count({ where, take: maxFindingsCounted }),
    ctx.db.finding.findMany({
      where,
      // Open entries have no end.
      orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { foundAt: 'desc' }, { id: 'desc' }],
      skip: Math.min((page - 1) * pageSize, maxFindingsCounted),
      take: pageSize,
    }),
  ]);
  return { items: await toFindingViews(ctx.db, rows), total, page, pageSize };
}
