import { projectConfig } from '#server/tenants/ensure-project.ts';
import { toTenantParts } from '#server/tenants/to-tenant-parts.ts';
import { diffConfig } from './diff-config.ts';
import type { Checker, Difference } from './difference.ts';
import { type LiveTenant, liveTenants, tenantKey } from './live-tenants.ts';
import { guardedProjectKeys, mendProject } from './mend-project.ts';
import type { Change } from './schema.ts';

/** Each tenant's project: there, restricted, and with the limits of its quota. */
export const checkProjects: Checker = {
  name: 'projects',
  kinds: ['project-missing'],
  async check(picture) {
    const projects = new Set((await picture.onEngine.projects()).map(({ name }) => name));
    const { live, unjudged } = liveTenants(picture);
    const missing = live.filter((tenant) => !projects.has(partsOf(tenant).project));
    return { unjudged, differences: missing.map((tenant) => differenceOf(tenant, 'project-missing')) };
  },
};

/** The limits and restrictions of each tenant's project: those of its quota. */
export const checkProjectLimits: Checker = {
  name: 'project-limits',
  kinds: ['limits-drifted'],
  async check(picture) {
    const projects = new Map((await picture.onEngine.projects()).map((project) => [project.name, project]));
    const { live, unjudged } = liveTenants(picture);
    const differences = live.flatMap((tenant) => {
      const parts = partsOf(tenant);
      const found = projects.get(parts.project);
      const changes = found && diffConfig(found.config, projectConfig(parts), guardedProjectKeys);
      return changes?.length ? [differenceOf(tenant, 'limits-drifted', changes)] : [];
    });
    return { unjudged, differences };
  },
};

function partsOf(tenant: LiveTenant) {
  return toTenantParts({ ...tenant, subnet: tenant.network.subnet });
}

function differenceOf(
  tenant: LiveTenant,
  kind: 'project-missing' | 'limits-drifted',
  changes?: Change[],
): Difference {
  return {
    kind,
    subjectKey: tenantKey(tenant.id),
    subject: partsOf(tenant).project,
    tenantId: tenant.id,
    details: { ...(changes && { changes }) },
    mend: (tools) => mendProject(tools, tenant.id),
  };
}
