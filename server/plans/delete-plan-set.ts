import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';

/** Deletes a plan set that no tenant has and that is not the default. Its plans stay. */
export async function deletePlanSet(ctx: Ctx, { id }: { id: string }): Promise<void> {
  authorizeOperator(ctx);
  await ctx.db.$transaction(async (tx) => {
    const { name } = await lockUnused(tx, id);
    await tx.planSet.delete({ where: { id } });
    await record(ctx, tx, {
      action: 'plan-set.delete',
      targetKind: 'plan-set',
      targetId: id,
      targetName: name,
    });
    await notifyChange(tx, { topic: 'plan', id, tenantId: null });
  });
}

/** Locked first: a tenant that gets it right now waits, or is counted. */
async function lockUnused(tx: Tx, id: string): Promise<{ name: string }> {
  await tx.$queryRaw`SELECT 1 FROM "PlanSet" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const set = await tx.planSet.findUnique({
    where: { id },
    select: { name: true, isDefault: true, _count: { select: { tenants: true } } },
  });
  if (!set) throw new AppError('not-found', 'not-found');
  const { name } = set;
  if (set.isDefault) throw new AppError('conflict', 'plan-set-is-default', { name });
  const count = set._count.tenants;
  if (count > 0) throw new AppError('conflict', 'plan-set-in-use', { name, count });
  return { name };
}
