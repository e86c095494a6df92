import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import type { PlanView } from './schema.ts';
import { planSelect, toPlanView } from './to-plan-view.ts';

export async function getPlan(ctx: Ctx, id: string): Promise<PlanView> {
  authorizeOperator(ctx, 'read');
  const row = await ctx.db.plan.findUnique({ where: { id: parseId(id) }, select: planSelect });
  if (!row) throw new AppError('not-found', 'not-found');
  return toPlanView(row);
}
