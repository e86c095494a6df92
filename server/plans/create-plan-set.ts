import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { parseInput } from '#server/parse-input.ts';
import { toAllowances } from './allowances.ts';
import { type CreatePlanSetInput, createPlanSetInput, type PlanSetView } from './plan-set-schema.ts';
import { planSetSelect, toPlanSetView } from './to-plan-set-view.ts';

/** A new plan set; the very first one is the default. */
export async function createPlanSet(ctx: Ctx, input: CreatePlanSetInput): Promise<PlanSetView> {
  authorizeOperator(ctx);
  const { planIds, ...data } = parseInput(createPlanSetInput, input);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const isDefault = (await tx.planSet.count({ where: { isDefault: true } })) === 0;
      const plans = { create: planIds.map((planId) => ({ planId })) };
      const row = await tx.planSet.create({ data: { ...data, isDefault, plans }, select: planSetSelect });
      await record(ctx, tx, {
        action: 'plan-set.create',
        targetKind: 'plan-set',
        targetId: row.id,
        targetName: row.name,
        details: { plans: planIds.length, allowsOwnSize: row.allowsOwnSize, ...toAllowances(row) },
      });
      await notifyChange(tx, { topic: 'plan', id: row.id, tenantId: null });
      return toPlanSetView(row);
    });
  } catch (error) {
    throw planSetError(error, data.name);
  }
}

/** A name that is taken, and a plan that somebody deleted meanwhile, in words; anything else as it is. */
export function planSetError(error: unknown, name: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'P2003') return new AppError('conflict', 'plan-gone', {}, { cause: error });
  if (!uniqueViolation(error)) return error;
  return new AppError('conflict', 'plan-set-name-taken', { name }, { cause: error, field: 'name' });
}
