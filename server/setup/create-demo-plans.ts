import type { Tx } from '#server/db.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;

// A little below what the same size costs by the default rates (prisma/schema.prisma, Settings).
const plans = [
  { slug: 'nano', name: 'Nano', vcpus: 1, memory: 256 * mib, disk: 3, traffic: 128, hour: 4_500, month: 3 },
  { slug: 'small', name: 'Small', vcpus: 1, memory: gib, disk: 8, traffic: 256, hour: 7_000, month: 4.5 },
  {
    slug: 'medium',
    name: 'Medium',
    vcpus: 2,
    memory: 2 * gib,
    disk: 12,
    traffic: 512,
    hour: 13_500,
    month: 9,
  },
  {
    slug: 'large',
    name: 'Large',
    vcpus: 4,
    memory: 4 * gib,
    disk: 20,
    traffic: 1024,
    hour: 26_000,
    month: 17,
  },
] as const;

/** Something to choose from on the first day; the provider's own plans replace it. */
export async function createDemoPlans(tx: Tx): Promise<void> {
  if ((await tx.plan.count()) > 0 || (await tx.planSet.count()) > 0) return;
  const planSet = await tx.planSet.create({
    data: { name: 'Standard', isDefault: true },
    select: { id: true },
  });
  for (const [position, plan] of plans.entries()) {
    await tx.plan.create({
      data: {
        slug: plan.slug,
        name: plan.name,
        kind: 'light-vm',
        vcpus: plan.vcpus,
        memoryBytes: plan.memory,
        diskBytes: plan.disk * gib,
        trafficBytes: plan.traffic * gib,
        priceHourMicros: plan.hour,
        priceMonthMicros: plan.month * 1_000_000,
        position,
        planSets: { create: { planSetId: planSet.id } },
      },
    });
  }
}
