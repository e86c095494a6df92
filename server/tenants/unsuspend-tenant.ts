import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { projectName } from '#server/networks/network-names.ts';
import { enqueueTenantJob } from './enqueue-tenant-job.ts';
import { loadTenantFor } from './load-tenant-for.ts';
import type { TenantJobStarted } from './schema.ts';
import { unsuspendTenantJob } from './unsuspend-tenant.job.ts';

/** Lifts a suspension: what ran before runs again, then the tenant is active. */
export async function unsuspendTenant(ctx: Ctx, { id }: { id: string }): Promise<TenantJobStarted> {
  authorizeOperator(ctx);
  return ctx.db.$transaction(async (tx) => {
    const tenant = await loadTenantFor(tx, 'unsuspend', id);
    return enqueueTenantJob(ctx, tx, {
      tenant,
      job: unsuspendTenantJob,
      params: { tenantId: id, project: projectName(tenant.slug) },
      action: 'tenant.unsuspend',
    });
  });
}
