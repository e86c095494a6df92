import type { Prisma } from '#server/db.ts';
import { selectQuota, toQuota } from '#server/quotas/quota-columns.ts';
import type { TenantState, TenantView } from './schema.ts';

export const selectTenantView = {
  id: true,
  slug: true,
  name: true,
  state: true,
  suspendedReason: true,
  suspendedAt: true,
  endAfter: true,
  planSet: { select: { id: true, name: true } },
  network: { select: { subnet: true } },
  createdAt: true,
  ...selectQuota,
} as const satisfies Prisma.TenantSelect;

export type TenantRow = Prisma.TenantGetPayload<{ select: typeof selectTenantView }>;

export function toTenantView(row: TenantRow): TenantView {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    state: row.state as TenantState,
    suspendedReason: row.suspendedReason,
    suspendedAt: row.suspendedAt?.toISOString() ?? null,
    endAfter: row.endAfter?.toISOString() ?? null,
    planSet: row.planSet,
    quota: toQuota(row),
    subnet: row.network?.subnet ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
