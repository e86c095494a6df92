import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { PlanView } from './schema.ts';
import { setPlanEnabled } from './set-plan-enabled.ts';

export async function enablePlan(ctx: Ctx, { id }: { id: string }): Promise<PlanView> {
  authorizeOperator(ctx);
  return setPlanEnabled(ctx, id, true);
}
