import { authorize } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { type InstanceMetrics, samplePeriodSeconds } from './schema.ts';
import { toUsagePoints } from './to-usage-points.ts';

const rangeSeconds = 3600;

/** What an instance used during the last hour. */
export async function getInstanceMetrics(ctx: Ctx, instanceId: string): Promise<InstanceMetrics> {
  const instance = await ctx.db.instance.findUnique({
    where: { id: instanceId },
    select: { tenantId: true, vcpus: true, memoryBytes: true, diskBytes: true },
  });
  if (!instance) throw new AppError('not-found', 'not-found');
  authorize(ctx, instance.tenantId, 'usage.read');
  const to = ctx.now();
  const from = new Date(to.getTime() - rangeSeconds * 1000);
  const rows = await ctx.db.usageSample.findMany({
    where: { instanceId, at: { gte: from, lte: to } },
    orderBy: { at: 'asc' },
  });
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    samplePeriodSeconds,
    vcpus: instance.vcpus,
    memoryLimitBytes: Number(instance.memoryBytes),
    diskLimitBytes: Number(instance.diskBytes),
    points: toUsagePoints(rows),
  };
}
