import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { parseInput } from '#server/parse-input.ts';
import { toAllowances } from './allowances.ts';
import { type PlanView, type UpdatePlanInput, updatePlanInput } from './schema.ts';
import { planSelect, toPlanView } from './to-plan-view.ts';

/** Changes what the plan is and costs from now on. Instances that have it keep their size until they are resized. */
export async function updatePlan(ctx: Ctx, input: UpdatePlanInput): Promise<PlanView> {
  authorizeOperator(ctx);
  const { id, ...data } = parseInput(updatePlanInput, input);
  return ctx.db.$transaction(async (tx) => {
    const before = await tx.plan.findUnique({ where: { id }, select: { id: true } });
    if (!before) throw new AppError('not-found', 'not-found');
    const row = await tx.plan.update({ where: { id }, data, select: planSelect });
    const { priceHourMicros, priceMonthMicros } = data;
    const details = { priceHourMicros, priceMonthMicros, ...toAllowances(row) };
    await record(ctx, tx, {
      action: 'plan.update',
      targetKind: 'plan',
      targetId: id,
      targetName: row.name,
      details,
    });
    await notifyChange(tx, { topic: 'plan', id, tenantId: null });
    return toPlanView(row);
  });
}
