import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { PlanView } from './schema.ts';
import { setPlanEnabled } from './set-plan-enabled.ts';

/** Takes the plan off the offer. Instances that have it keep it. */
export async function disablePlan(ctx: Ctx, { id }: { id: string }): Promise<PlanView> {
  authorizeOperator(ctx);
  return setPlanEnabled(ctx, id, false);
}
