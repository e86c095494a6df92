import type { Membership } from './actor.ts';
import type { Role } from './permissions.ts';

/** What a query selects to know a user's part in each tenant. */
export const selectMemberships = {
  where: { tenant: { state: { not: 'deleting' } } },
  select: { role: true, tenant: { select: { id: true, slug: true, name: true } } },
  orderBy: { createdAt: 'asc' },
} as const;

type Row = { role: string; tenant: { id: string; slug: string; name: string } };

export function toMemberships(rows: readonly Row[]): Membership[] {
  return rows.map(({ role, tenant }) => ({
    tenantId: tenant.id,
    slug: tenant.slug,
    name: tenant.name,
    role: role as Role,
  }));
}
