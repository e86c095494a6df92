import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { PlanView } from './schema.ts';
import { planSelect, toPlanView } from './to-plan-view.ts';

/** What enabling and disabling have in common; the verbs authorise. */
export async function setPlanEnabled(ctx: Ctx, id: string, isEnabled: boolean): Promise<PlanView> {
  return ctx.db.$transaction(async (tx) => {
    const before = await tx.plan.findUnique({ where: { id }, select: { isEnabled: true } });
    if (!before) throw new AppError('not-found', 'not-found');
    const row = await tx.plan.update({ where: { id }, data: { isEnabled }, select: planSelect });
    if (before.isEnabled === isEnabled) return toPlanView(row);
    await record(ctx, tx, {
      action: isEnabled ? 'plan.enable' : 'plan.disable',
      targetKind: 'plan',
      targetId: id,
      targetName: row.name,
    });
    await notifyChange(tx, { topic: 'plan', id, tenantId: null });
    return toPlanView(row);
  });
}
