import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { parseInput } from '#server/parse-input.ts';
import { toAllowances } from './allowances.ts';
import { type CreatePlanInput, createPlanInput, type PlanView } from './schema.ts';
import { planSelect, toPlanView } from './to-plan-view.ts';

/** A new plan. It is enabled, and nobody can choose it until a plan set has it. */
export async function createPlan(ctx: Ctx, input: CreatePlanInput): Promise<PlanView> {
  authorizeOperator(ctx);
  const data = parseInput(createPlanInput, input);
  try {
    return await ctx.db.$transaction(async (tx) => {
      const row = await tx.plan.create({ data, select: planSelect });
      const details = { slug: row.slug, priceMonthMicros: data.priceMonthMicros, ...toAllowances(row) };
      await record(ctx, tx, {
        action: 'plan.create',
        targetKind: 'plan',
        targetId: row.id,
        targetName: row.name,
        details,
      });
      await notifyChange(tx, { topic: 'plan', id: row.id, tenantId: null });
      return toPlanView(row);
    });
  } catch (error) {
    if (!uniqueViolation(error)) throw error;
    throw new AppError('conflict', 'plan-slug-taken', { slug: data.slug }, { cause: error, field: 'slug' });
  }
}
