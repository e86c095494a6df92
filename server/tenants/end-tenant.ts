import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { graceDays } from '#server/vaults/grace-days.ts';
import { planWithTenant } from '#server/vaults/plan-with-tenant.ts';
import { byActor } from '#server/vaults/record-vault-event.ts';
import { beginSuspension } from './begin-suspension.ts';
import { getTenant } from './get-tenant.ts';
import { loadTenantFor } from './load-tenant-for.ts';
import { type EndTenantInput, endingReason, type TenantDetail } from './schema.ts';

const dayMs = 86_400_000;

/**
 * A customer leaves: from now on everything of the tenant stands still, and after the installation's grace time a loop
 * destroys its vaults, deletes all that it has and at last itself. `confirmName` is its name, typed by whoever wants that.
 */
export async function endTenant(ctx: Ctx, { id, confirmName }: EndTenantInput): Promise<TenantDetail> {
  authorizeOperator(ctx);
  await ctx.db.$transaction(async (tx) => {
    const tenant = await loadTenantFor(tx, 'end', id);
    const { name, slug, state } = tenant;
    if (confirmName !== name) {
      throw new AppError('invalid', 'delete-name-differs', { name }, { field: 'confirmName' });
    }
    const days = await graceDays(tx);
    const by = byActor(ctx.actor);
    const endAfter = new Date(ctx.now().getTime() + days * dayMs);
    await tx.tenant.update({ where: { id }, data: { endAfter, endByKind: by.kind, endByName: by.name } });
    await planWithTenant(tx, id);
    const target = { tenantId: id, targetKind: 'tenant', targetId: id, targetName: slug };
    await record(ctx, tx, { action: 'tenant.end', ...target, details: { name, days } });
    await notifyChange(tx, { topic: 'tenant', id, tenantId: id });
    // One that was suspended for another reason stays so, also when this is taken back.
    if (state === 'active') await beginSuspension(ctx, tx, { tenant, reason: endingReason });
  });
  return getTenant(ctx, id);
}
