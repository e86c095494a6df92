import type { Tx } from '#server/db.ts';
import { toAllowances } from '#server/plans/allowances.ts';
import type { CreateOptions } from './create-options-schema.ts';
import { instanceKinds } from './kinds/schema.ts';

type Plans = CreateOptions['plans'];

/** The plans of a plan set that can be bought now, in the provider's order. */
export async function listOfferedPlans(
  db: Tx,
  planSetId: string | undefined,
  currency: string,
): Promise<Plans> {
  if (planSetId === undefined) return [];
  const rows = await db.plan.findMany({
    where: { isEnabled: true, planSets: { some: { planSetId } } },
    orderBy: [{ position: 'asc' }, { priceMonthMicros: 'asc' }, { name: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: instanceKinds.find((kind) => kind === row.kind) ?? 'light-vm',
    vcpus: row.vcpus,
    memoryBytes: Number(row.memoryBytes),
    diskBytes: Number(row.diskBytes),
    trafficBytes: Number(row.trafficBytes),
    price: {
      hourMicros: Number(row.priceHourMicros),
      monthMicros: Number(row.priceMonthMicros),
      currency,
    },
    allowances: toAllowances(row),
  }));
}
