import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import type { PlanSetView } from './plan-set-schema.ts';
import { planSetSelect, toPlanSetView } from './to-plan-set-view.ts';

export async function getPlanSet(ctx: Ctx, id: string): Promise<PlanSetView> {
  authorizeOperator(ctx, 'read');
  const row = await ctx.db.planSet.findUnique({ where: { id: parseId(id) }, select: planSetSelect });
  if (!row) throw new AppError('not-found', 'not-found');
  return toPlanSetView(row);
}
