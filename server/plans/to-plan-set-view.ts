import type { Prisma } from '#server/db.ts';
import { selectAllowances, toAllowances } from './allowances.ts';
import type { PlanSetView } from './plan-set-schema.ts';

export const planSetSelect = {
  id: true,
  name: true,
  isDefault: true,
  allowsOwnSize: true,
  ...selectAllowances,
  plans: {
    select: { plan: { select: { id: true, name: true, isEnabled: true } } },
    orderBy: { plan: { position: 'asc' } },
  },
  _count: { select: { tenants: true } },
} as const satisfies Prisma.PlanSetSelect;

type Row = Prisma.PlanSetGetPayload<{ select: typeof planSetSelect }>;

export function toPlanSetView({ _count, plans, ...row }: Row): PlanSetView {
  return { ...row, ...toAllowances(row), plans: plans.map(({ plan }) => plan), tenants: _count.tenants };
}
