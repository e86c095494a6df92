import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { parseInput } from '#server/parse-input.ts';
import { toAllowances } from './allowances.ts';
import { planSetError } from './create-plan-set.ts';
import { type PlanSetView, type UpdatePlanSetInput, updatePlanSetInput } from './plan-set-schema.ts';
import { planSetSelect, toPlanSetView } from './to-plan-set-view.ts';

/** Renames a plan set and says anew what it offers. Instances keep plans that are no longer in it. */
export async function updatePlanSet(ctx: Ctx, input: UpdatePlanSetInput): Promise<PlanSetView> {
  authorizeOperator(ctx);
  const { id, planIds, ...data } = parseInput(updatePlanSetInput, input);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const before = await tx.planSet.findUnique({ where: { id }, select: { id: true } });
      if (!before) throw new AppError('not-found', 'not-found');
      const plans = { deleteMany: {}, create: planIds.map((planId) => ({ planId })) };
      const row = await tx.planSet.update({ where: { id }, data: { ...data, plans }, select: planSetSelect });
      await record(ctx, tx, {
        action: 'plan-set.update',
        targetKind: 'plan-set',
        targetId: id,
        targetName: row.name,
        details: { plans: planIds.length, allowsOwnSize: row.allowsOwnSize, ...toAllowances(row) },
      });
      await notifyChange(tx, { topic: 'plan', id, tenantId: null });
      return toPlanSetView(row);
    });
  } catch (error) {
    throw planSetError(error, data.name);
  }
}
