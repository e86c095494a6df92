import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { refuseUnknownPlanSet } from './refuse-unknown-plan-set.ts';
import type { TenantView, UpdateTenantInput } from './schema.ts';
import { selectTenantView, toTenantView } from './to-tenant-view.ts';

/** Changes a tenant's name, and which plans it may choose from. */
export async function updateTenant(ctx: Ctx, input: UpdateTenantInput): Promise<TenantView> {
  authorizeOperator(ctx);
  return ctx.db.$transaction(async (tx) => {
    const former = await tx.tenant.findUnique({ where: { id: input.id }, select: selectTenantView });
    if (!former || former.state === 'deleting') throw new AppError('not-found', 'not-found');
    await refuseUnknownPlanSet(tx, input.planSetId);
    return write(ctx, tx, input, former.name);
  });
}

async function write(
  ctx: Ctx,
  tx: Tx,
  { id, name, planSetId }: UpdateTenantInput,
  formerName: string,
): Promise<TenantView> {
  const row = await tx.tenant.update({
    where: { id },
    data: { ...(name !== undefined && { name }), ...(planSetId !== undefined && { planSetId }) },
    select: selectTenantView,
  });
  await record(ctx, tx, {
    action: 'tenant.update',
    tenantId: id,
    targetKind: 'tenant',
    targetId: id,
    targetName: row.slug,
    details: { name: row.name, formerName, planSet: row.planSet?.name ?? null },
  });
  await notifyChange(tx, { topic: 'tenant', id, tenantId: id });
  return toTenantView(row);
}
