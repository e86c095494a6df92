import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';

/** Deletes a plan that nobody has. One in use is refused: it can be disabled. */
export async function deletePlan(ctx: Ctx, { id }: { id: string }): Promise<void> {
  authorizeOperator(ctx);
  await ctx.db.$transaction(async (tx) => {
    const plan = await lockUnused(tx, id);
    await tx.plan.delete({ where: { id } });
    await record(ctx, tx, {
      action: 'plan.delete',
      targetKind: 'plan',
      targetId: id,
      targetName: plan.name,
      details: { slug: plan.slug },
    });
    await notifyChange(tx, { topic: 'plan', id, tenantId: null });
  });
}

/** Locked first: an instance that is being created with it right now waits, or is counted. */
async function lockUnused(tx: Tx, id: string): Promise<{ name: string; slug: string }> {
  await tx.$queryRaw`SELECT 1 FROM "Plan" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const plan = await tx.plan.findUnique({
    where: { id },
    select: { name: true, slug: true, _count: { select: { instances: true } } },
  });
  if (!plan) throw new AppError('not-found', 'not-found');
  const count = plan._count.instances;
  if (count > 0) throw new AppError('conflict', 'plan-in-use', { name: plan.name, count });
  return plan;
}
