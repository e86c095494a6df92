import type { Rows, TenantRow } from './read-rows.ts';

export type LiveTenant = TenantRow & { network: NonNullable<TenantRow['network']> };

/** The tenants that should have everything on the engine, and the keys of those that a job works on. */
export function liveTenants({ tenants, busy }: Rows): { live: LiveTenant[]; unjudged: string[] } {
  const live: LiveTenant[] = [];
  const unjudged: string[] = [];
  for (const tenant of tenants) {
    const key = tenantKey(tenant.id);
    const isMade = tenant.state === 'active' || tenant.state === 'suspended';
    if (busy.has(key) || tenant.state === 'creating' || tenant.state === 'deleting') unjudged.push(key);
    else if (isMade && hasNetwork(tenant)) live.push(tenant);
  }
  return { live, unjudged };
}

export function tenantKey(tenantId: string): string {
  return `tenant:${tenantId}`;
}

function hasNetwork(tenant: TenantRow): tenant is LiveTenant {
  return tenant.network !== null;
}
