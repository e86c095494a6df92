import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { projectName } from '#server/networks/network-names.ts';
import { enqueueTenantJob } from './enqueue-tenant-job.ts';
import { loadTenantFor } from './load-tenant-for.ts';
import type { SuspendTenantInput, TenantJobStarted } from './schema.ts';
import { suspendTenantJob } from './suspend-tenant.job.ts';

/** Stops all that runs and lets nothing start: members may sign in and read. Nothing starts from this moment on. */
export async function suspendTenant(ctx: Ctx, { id, reason }: SuspendTenantInput): Promise<TenantJobStarted> {
  authorizeOperator(ctx);
  return ctx.db.$transaction(async (tx) => {
    const tenant = await loadTenantFor(tx, 'suspend', id);
    await tx.tenant.update({
      where: { id },
      data: { state: 'suspended', suspendedReason: reason, suspendedAt: ctx.now() },
    });
    return enqueueTenantJob(ctx, tx, {
      tenant,
      job: suspendTenantJob,
      params: { tenantId: id, project: projectName(tenant.slug) },
      action: 'tenant.suspend',
      details: { reason },
    });
  });
}
