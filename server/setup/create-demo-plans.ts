import type { Prisma, Tx } from '#server/db.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;

type DemoPlan = {
  slug: string;
  name: string;
  kind: string;
  vcpus: number;
  memory: number;
  disk: number;
  traffic: number;
  hour: number;
  month: number;
} & Partial<Pick<Prisma.PlanCreateInput, 'allowsNesting' | 'allowsEmulation'>>;

/** Some of each kind: vCPUs, memory in bytes, disk and traffic in GiB, an hour in millionths, a month in units. */
// A little below what the same size costs by the default rates (prisma/schema.prisma, Settings).
const plans: readonly DemoPlan[] = [
  light('nano', 'Nano', { vcpus: 1, memory: 256 * mib, disk: 3, traffic: 128, hour: 4_500, month: 3 }),
  light('small', 'Small', { vcpus: 1, memory: gib, disk: 8, traffic: 256, hour: 7_000, month: 4.5 }),
  light('medium', 'Medium', { vcpus: 2, memory: 2 * gib, disk: 12, traffic: 512, hour: 13_500, month: 9 }),
  {
    ...light('large', 'Large', {
      vcpus: 4,
      memory: 4 * gib,
      disk: 20,
      traffic: 1024,
      hour: 26_000,
      month: 17,
    }),
    allowsNesting: true,
  },
  {
    ...{ slug: 'vm-small', name: 'VM Small', kind: 'vm', vcpus: 1, memory: 2 * gib, disk: 10 },
    ...{ traffic: 256, hour: 10_500, month: 7 },
  },
  {
    ...{ slug: 'vm-medium', name: 'VM Medium', kind: 'vm', vcpus: 2, memory: 4 * gib, disk: 20 },
    ...{ traffic: 512, hour: 21_000, month: 14 },
  },
  {
    ...{ slug: 'app-small', name: 'App Small', kind: 'app', vcpus: 1, memory: 256 * mib, disk: 2 },
    ...{ traffic: 128, hour: 4_500, month: 3 },
  },
  {
    ...{ slug: 'app-medium', name: 'App Medium', kind: 'app', vcpus: 1, memory: gib, disk: 5 },
    ...{ traffic: 256, hour: 7_000, month: 4.5 },
  },
  {
    ...{
      slug: 'sandbox-small',
      name: 'Sandbox Small',
      kind: 'sandbox',
      vcpus: 1,
      memory: 512 * mib,
      disk: 3,
    },
    ...{ traffic: 128, hour: 5_500, month: 3.8 },
  },
  {
    ...{ slug: 'sandbox-medium', name: 'Sandbox Medium', kind: 'sandbox', vcpus: 2, memory: gib, disk: 5 },
    ...{ traffic: 256, hour: 10_500, month: 7 },
  },
  {
    ...{ slug: 'unikernel-small', name: 'Unikernel Small', kind: 'unikernel', vcpus: 1, memory: 256 * mib },
    ...{ disk: 2, traffic: 128, hour: 4_500, month: 3, allowsEmulation: true },
  },
];

/** Something to choose from on the first day; the provider's own plans replace it. */
export async function createDemoPlans(tx: Tx): Promise<void> {
  if ((await tx.plan.count()) > 0 || (await tx.planSet.count()) > 0) return;
  const planSet = await tx.planSet.create({
    data: { name: 'Standard', isDefault: true },
    select: { id: true },
  });
  for (const [position, { memory, disk, traffic, hour, month, ...plan }] of plans.entries()) {
    await tx.plan.create({
      data: {
        ...plan,
        memoryBytes: memory,
        diskBytes: disk * gib,
        trafficBytes: traffic * gib,
        priceHourMicros: hour,
        priceMonthMicros: month * 1_000_000,
        position,
        planSets: { create: { planSetId: planSet.id } },
      },
    });
  }
}

function light(slug: string, name: string, size: Omit<DemoPlan, 'slug' | 'name' | 'kind'>): DemoPlan {
  return { slug, name, kind: 'light-vm', ...size };
}
