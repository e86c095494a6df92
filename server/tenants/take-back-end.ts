import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { keepWithTenant } from '#server/vaults/keep-with-tenant.ts';
import { byActor } from '#server/vaults/record-vault-event.ts';
import { getTenant } from './get-tenant.ts';
import { liftSuspension } from './lift-suspension.ts';
import { loadTenantFor } from './load-tenant-for.ts';
import { endingReason, type TenantDetail } from './schema.ts';

/** The tenant is kept after all, and what ran before runs again: until its grace time is over, nothing of it is gone. */
export async function takeBackEnd(ctx: Ctx, { id }: { id: string }): Promise<TenantDetail> {
  authorizeOperator(ctx);
  await ctx.db.$transaction(async (tx) => {
    const tenant = await loadTenantFor(tx, 'take-back', id, ctx.now());
    const { slug, state, suspendedReason } = tenant;
    const data = { endAfter: null, endByKind: null, endByName: null };
    await tx.tenant.update({ where: { id }, data });
    await keepWithTenant(tx, tenant, byActor(ctx.actor));
    const target = { tenantId: id, targetKind: 'tenant', targetId: id, targetName: slug };
    await record(ctx, tx, { action: 'tenant.take-back', ...target });
    await notifyChange(tx, { topic: 'tenant', id, tenantId: id });
    if (state === 'suspended' && suspendedReason === endingReason) await liftSuspension(ctx, tx, tenant);
  });
  return getTenant(ctx, id);
}
