import type { Tx } from '#server/db.ts';
import { factsOf, type InstanceKind } from '#server/instances/kinds/schema.ts';
import type { TenantRow } from '#server/instances/load-tenant.ts';
import type { Size } from '#server/instances/schema.ts';
import type { ServiceWish } from './schema.ts';

type Asked = {
  kind: InstanceKind;
  wish: ServiceWish;
  /** By the file. */
  asked: { vcpus: number | null; memoryBytes: number | null };
};

/**
 * What was wished; else what the file asks for over what is usual for the kind, or the first plan with as much where
 * the tenant may have no size of its own.
 */
export async function sizeOf(
  db: Tx,
  planSet: TenantRow['planSet'],
  { kind, wish, asked }: Asked,
): Promise<{ planId?: string } & Partial<Size>> {
  const { planId, vcpus, memoryBytes, diskBytes } = wish;
  if (planId) return { planId };
  const { usual, least } = factsOf(kind);
  const size = {
    vcpus: vcpus ?? asked.vcpus ?? usual.vcpus,
    memoryBytes: memoryBytes ?? Math.max(asked.memoryBytes ?? usual.memoryBytes, least.memoryBytes),
    diskBytes: diskBytes ?? usual.diskBytes,
  };
  if (!planSet || planSet.allowsOwnSize) return size;
  const plan = await db.plan.findFirst({
    where: {
      ...{ kind, isEnabled: true, planSets: { some: { planSetId: planSet.id } } },
      ...(asked.memoryBytes !== null && { memoryBytes: { gte: size.memoryBytes } }),
      ...(asked.vcpus !== null && { vcpus: { gte: size.vcpus } }),
    },
    select: { id: true },
    orderBy: [{ position: 'asc' }, { priceMonthMicros: 'asc' }, { name: 'asc' }],
  });
  return plan ? { planId: plan.id } : size;
}
