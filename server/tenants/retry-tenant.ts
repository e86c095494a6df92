import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { allocateSubnet } from '#server/networks/allocate-subnet.ts';
import { listUsedAddresses } from '#server/networks/list-used-addresses.ts';
import { bridgeName } from '#server/networks/network-names.ts';
import { createTenantJob } from './create-tenant.job.ts';
import { enqueueTenantJob } from './enqueue-tenant-job.ts';
import { loadTenantFor } from './load-tenant-for.ts';
import type { TenantJobStarted } from './schema.ts';
import { toTenantParts } from './to-tenant-parts.ts';
import { toTenantView } from './to-tenant-view.ts';

/**
 * Tries again to make a tenant whose making failed and was undone. Its network's range is chosen anew:
 * that somebody had taken it meanwhile may be why it failed.
 */
export async function retryTenant(ctx: Ctx, { id }: { id: string }): Promise<TenantJobStarted> {
  authorizeOperator(ctx);
  const used = (await listUsedAddresses(ctx.engine)).map(({ cidr }) => cidr);
  return ctx.db.$transaction(async (tx) => {
    const tenant = await loadTenantFor(tx, 'retry', id);
    const { slug, quota, subnet: formerSubnet } = toTenantView(tenant);
    const subnet = await allocateSubnet(tx, used, { formerSubnet });
    const bridge = bridgeName(id);
    await tx.network.upsert({
      where: { tenantId: id },
      create: { tenantId: id, bridge, subnet },
      update: { subnet },
    });
    await tx.tenant.update({ where: { id }, data: { state: 'creating' } });
    return enqueueTenantJob(ctx, tx, {
      tenant,
      job: createTenantJob,
      params: toTenantParts({ id, slug, quota, subnet }),
      action: 'tenant.retry',
    });
  });
}
