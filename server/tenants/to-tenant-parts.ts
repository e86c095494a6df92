import { bridgeName, projectName } from '#server/networks/network-names.ts';
import { projectLimits } from '#server/quotas/project-limits.ts';
import type { TenantParts } from './create-tenant.job.ts';
import type { Quota } from './schema.ts';

/** What of the engine belongs to a tenant. */
export function toTenantParts(tenant: {
  id: string;
  slug: string;
  subnet: string;
  quota: Quota;
}): TenantParts {
  return {
    tenantId: tenant.id,
    project: projectName(tenant.slug),
    bridge: bridgeName(tenant.id),
    subnet: tenant.subnet,
    limits: projectLimits(tenant.quota),
  };
}
