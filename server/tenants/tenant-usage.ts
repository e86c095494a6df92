import { authorize } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { selectQuota, toQuota } from '#server/quotas/quota-columns.ts';
import { sumAllocations } from '#server/quotas/sum-allocations.ts';
import { monthStart } from './month-start.ts';
import type { TenantUsageView } from './schema.ts';

/** What a tenant uses of its quota: sizes of its instances, and the traffic of this month (UTC). */
export async function tenantUsage(ctx: Ctx, tenantId: string): Promise<TenantUsageView> {
  authorize(ctx, tenantId, 'usage.read');
  const month = monthStart(ctx.now());
  const [row, allocations, traffic] = await Promise.all([
    ctx.db.tenant.findUnique({ where: { id: tenantId }, select: selectQuota }),
    sumAllocations(ctx.db, [tenantId]),
    ctx.db.trafficMonth.aggregate({
      where: { month, tenantId },
      _sum: { rxBytes: true, txBytes: true },
    }),
  ]);
  const used = allocations.get(tenantId);
  if (!row || !used) throw new AppError('not-found', 'not-found');
  const quota = toQuota(row);
  const pair = (key: Exclude<keyof typeof quota, 'trafficBytes'>) => ({ used: used[key], limit: quota[key] });
  return {
    month: month.toISOString().slice(0, 7),
    lightVms: pair('lightVms'),
    vms: pair('vms'),
    apps: pair('apps'),
    sandboxes: pair('sandboxes'),
    unikernels: pair('unikernels'),
    vcpus: pair('vcpus'),
    memoryBytes: pair('memoryBytes'),
    diskBytes: pair('diskBytes'),
    trafficBytes: {
      used: Number((traffic._sum.rxBytes ?? 0n) + (traffic._sum.txBytes ?? 0n)),
      limit: quota.trafficBytes,
    },
  };
}
