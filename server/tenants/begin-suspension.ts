import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { projectName } from '#server/networks/network-names.ts';
import { enqueueTenantJob } from './enqueue-tenant-job.ts';
import type { TenantJobStarted } from './schema.ts';
import { suspendTenantJob } from './suspend-tenant.job.ts';

type Suspension = { tenant: { id: string; slug: string }; reason: string };

/** The tenant is suspended from this transaction on, and a job stops what runs. */
export async function beginSuspension(
  ctx: Ctx,
  tx: Tx,
  { tenant, reason }: Suspension,
): Promise<TenantJobStarted> {
  const { id, slug } = tenant;
  await tx.tenant.update({
    where: { id },
    data: { state: 'suspended', suspendedReason: reason, suspendedAt: ctx.now() },
  });
  return enqueueTenantJob(ctx, tx, {
    tenant,
    job: suspendTenantJob,
    params: { tenantId: id, project: projectName(slug) },
    action: 'tenant.suspend',
    details: { reason },
  });
}
