import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { deleteTenantJob } from './delete-tenant.job.ts';
import { enqueueTenantJob } from './enqueue-tenant-job.ts';
import { loadTenantFor } from './load-tenant-for.ts';
import type { DeleteTenantInput, TenantJobStarted, TenantState } from './schema.ts';
import { toTenantParts } from './to-tenant-parts.ts';
import { toTenantView } from './to-tenant-view.ts';

/** Ends a customer account that has no instances left: its project, its network, its members and tokens. */
export async function deleteTenant(
  ctx: Ctx,
  { id, confirmName }: DeleteTenantInput,
): Promise<TenantJobStarted> {
  authorizeOperator(ctx);
  return ctx.db.$transaction(async (tx) => {
    const row = await loadTenantFor(tx, 'delete', id);
    const { slug, name, quota, subnet } = toTenantView(row);
    if (confirmName !== name) {
      throw new AppError('invalid', 'delete-name-differs', { name }, { field: 'confirmName' });
    }
    await tx.tenant.update({ where: { id }, data: { state: 'deleting' } });
    const parts = toTenantParts({ id, slug, quota, subnet: subnet ?? '' });
    return enqueueTenantJob(ctx, tx, {
      tenant: row,
      job: deleteTenantJob,
      params: { ...parts, formerState: row.state as TenantState },
      action: 'tenant.delete',
      details: { name },
    });
  });
}
