import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { PlanSetPage } from './plan-set-schema.ts';
import { planSetSelect, toPlanSetView } from './to-plan-set-view.ts';

/** Every plan set, the default one first. */
export async function listPlanSets(
  ctx: Ctx,
  { page = 1, pageSize = 100 }: { page?: number; pageSize?: number } = {},
): Promise<PlanSetPage> {
  authorizeOperator(ctx, 'read');
  const [total, rows] = await Promise.all([
    ctx.db.planSet.count(),
    ctx.db.planSet.findMany({
      orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: planSetSelect,
    }),
  ]);
  return { items: rows.map(toPlanSetView), total, page, pageSize };
}
