import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { PlanSetView } from './plan-set-schema.ts';
import { planSetSelect, toPlanSetView } from './to-plan-set-view.ts';

/** From now on the set of every tenant that has none of its own. */
export async function makePlanSetDefault(ctx: Ctx, { id }: { id: string }): Promise<PlanSetView> {
  authorizeOperator(ctx);
  return ctx.db.$transaction(async (tx) => {
    const before = await tx.planSet.findUnique({ where: { id }, select: { id: true } });
    if (!before) throw new AppError('not-found', 'not-found');
    await tx.planSet.updateMany({ where: { isDefault: true, NOT: { id } }, data: { isDefault: false } });
    const row = await tx.planSet.update({ where: { id }, data: { isDefault: true }, select: planSetSelect });
    await record(ctx, tx, {
      action: 'plan-set.make-default',
      targetKind: 'plan-set',
      targetId: id,
      targetName: row.name,
    });
    await notifyChange(tx, { topic: 'plan', id, tenantId: null });
    return toPlanSetView(row);
  });
}
