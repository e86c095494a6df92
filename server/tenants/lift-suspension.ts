import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { projectName } from '#server/networks/network-names.ts';
import { enqueueTenantJob } from './enqueue-tenant-job.ts';
import type { TenantJobStarted } from './schema.ts';
import { unsuspendTenantJob } from './unsuspend-tenant.job.ts';

/** A job starts what ran before; then the tenant is active. */
export async function liftSuspension(
  ctx: Ctx,
  tx: Tx,
  tenant: { id: string; slug: string },
): Promise<TenantJobStarted> {
  return enqueueTenantJob(ctx, tx, {
    tenant,
    job: unsuspendTenantJob,
    params: { tenantId: tenant.id, project: projectName(tenant.slug) },
    action: 'tenant.unsuspend',
  });
}
