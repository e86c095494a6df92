import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { ListPlansInput, PlanPage } from './schema.ts';
import { planSelect, toPlanView } from './to-plan-view.ts';

/** Every plan, in the order in which they are offered. */
export async function listPlans(ctx: Ctx, input: ListPlansInput = {}): Promise<PlanPage> {
  authorizeOperator(ctx, 'read');
  const { page = 1, pageSize = 100, isEnabled } = input;
  const where = isEnabled === undefined ? {} : { isEnabled };
  const [total, rows] = await Promise.all([
    ctx.db.plan.count({ where }),
    ctx.db.plan.findMany({
      where,
      orderBy: [{ position: 'asc' }, { priceMonthMicros: 'asc' }, { name: 'asc' }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: planSelect,
    }),
  ]);
  return { items: rows.map(toPlanView), total, page, pageSize };
}
