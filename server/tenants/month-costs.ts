import { authorize } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { getRates } from '#server/instances/get-rates.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { priceOfSize, type Rates } from '#server/instances/price-schema.ts';
import type { InstanceState } from '#server/instances/schema.ts';
import { monthStart } from './month-start.ts';
import type { InstanceCost, MonthCosts } from './schema.ts';

const hourMs = 3_600_000;

/**
 * What each instance of a tenant has cost in this calendar month (UTC) so far, at today's prices: every
 * hour that has begun counts, and a month costs at most the month's price. Only instances that are there.
 */
export async function monthCosts(ctx: Ctx, tenantId: string): Promise<MonthCosts> {
  authorize(ctx, tenantId, 'usage.read');
  const now = ctx.now();
  const month = monthStart(now);
  const [rates, rows, traffic] = await Promise.all([
    getRates(ctx),
    loadInstances(ctx, tenantId),
    loadTraffic(ctx, tenantId, month),
  ]);
  const items = rows.map((row) => ({
    ...toCost(row, rates, month, now),
    trafficBytes: traffic.get(row.id) ?? 0,
  }));
  return {
    month: month.toISOString().slice(0, 7),
    currency: rates.currency,
    totalMicros: items.reduce((sum, item) => sum + item.costMicros, 0),
    items,
  };
}

/** All at once: a tenant's network has no room for more than 241. */
function loadInstances({ db }: Ctx, tenantId: string) {
  return db.instance.findMany({
    where: { tenantId, state: { not: 'failed' } },
    orderBy: [{ name: 'asc' }],
    select: {
      ...{ id: true, name: true, kind: true, state: true, createdAt: true },
      ...{ vcpus: true, memoryBytes: true, diskBytes: true },
      plan: { select: { name: true, priceHourMicros: true, priceMonthMicros: true } },
    },
  });
}
type Row = Awaited<ReturnType<typeof loadInstances>>[number];

async function loadTraffic({ db }: Ctx, tenantId: string, month: Date): Promise<Map<string, number>> {
  const rows = await db.trafficMonth.findMany({
    where: { tenantId, month },
    select: { instanceId: true, rxBytes: true, txBytes: true },
  });
  return new Map(rows.map((row) => [row.instanceId, Number(row.rxBytes + row.txBytes)]));
}

function toCost(row: Row, rates: Rates, month: Date, now: Date): Omit<InstanceCost, 'trafficBytes'> {
  const size = {
    vcpus: row.vcpus,
    memoryBytes: Number(row.memoryBytes),
    diskBytes: Number(row.diskBytes),
  };
  const own = priceOfSize(size, rates);
  const hourMicros = row.plan ? Number(row.plan.priceHourMicros) : own.hourMicros;
  const monthMicros = row.plan ? Number(row.plan.priceMonthMicros) : own.monthMicros;
  const since = Math.max(row.createdAt.getTime(), month.getTime());
  const hours = Math.max(0, Math.ceil((now.getTime() - since) / hourMs));
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as InstanceKind,
    state: row.state as InstanceState,
    ...size,
    plan: row.plan?.name ?? null,
    hours,
    hourMicros,
    monthMicros,
    costMicros: Math.min(hours * hourMicros, monthMicros),
  };
}
