import type { Prisma } from '#server/db.ts';
import { selectAllowances, toAllowances } from './allowances.ts';
import { type PlanView, planView } from './schema.ts';

export const planSelect = {
  id: true,
  slug: true,
  name: true,
  kind: true,
  vcpus: true,
  memoryBytes: true,
  diskBytes: true,
  trafficBytes: true,
  priceHourMicros: true,
  priceMonthMicros: true,
  ...selectAllowances,
  isEnabled: true,
  position: true,
  planSets: {
    select: { planSet: { select: { id: true, name: true } } },
    orderBy: { planSet: { name: 'asc' } },
  },
  _count: { select: { instances: true } },
} as const satisfies Prisma.PlanSelect;

type Row = Prisma.PlanGetPayload<{ select: typeof planSelect }>;

export function toPlanView({ _count, planSets, ...row }: Row): PlanView {
  return {
    ...row,
    kind: planView.shape.kind.parse(row.kind),
    memoryBytes: Number(row.memoryBytes),
    diskBytes: Number(row.diskBytes),
    trafficBytes: Number(row.trafficBytes),
    priceHourMicros: Number(row.priceHourMicros),
    priceMonthMicros: Number(row.priceMonthMicros),
    ...toAllowances(row),
    instances: _count.instances,
    planSets: planSets.map(({ planSet }) => planSet),
  };
}
