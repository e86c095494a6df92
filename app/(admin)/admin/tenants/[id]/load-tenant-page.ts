import type { Ctx } from '#server/context.ts';
import { listInstances } from '#server/instances/list-instances.ts';
import { getJob } from '#server/jobs-view/get-job.ts';
import { listJobs } from '#server/jobs-view/list-jobs.ts';
import { projectName } from '#server/networks/network-names.ts';
import { listPlanSets } from '#server/plans/list-plan-sets.ts';
import { listInvitations } from '#server/team/list-invitations.ts';
import { listMembers } from '#server/team/list-members.ts';
import { getTenant } from '#server/tenants/get-tenant.ts';
import { getTenantEnd } from '#server/tenants/get-tenant-end.ts';
import { tenantUsage } from '#server/tenants/tenant-usage.ts';
import { listVaults } from '#server/vaults/list-vaults.ts';

const few = 10;
const everyone = { page: 1, pageSize: 200 };

/** Everything that the page of one tenant shows. Throws `not-found`. */
export async function loadTenantPage(ctx: Ctx, id: string) {
  const tenant = await getTenant(ctx, id);
  const [usage, members, invitations, instances, vaults, jobs, planSets, liveJob, end] = await Promise.all([
    tenantUsage(ctx, id),
    listMembers(ctx, { tenantId: id, ...everyone }),
    listInvitations(ctx, { tenantId: id, ...everyone }),
    listInstances(ctx, { tenant: tenant.slug, pageSize: few }),
    listVaults(ctx, { tenant: tenant.slug }),
    listJobs(ctx, { tenantId: id, pageSize: few }),
    listPlanSets(ctx, { pageSize: 200 }),
    tenant.job && getJob(ctx, tenant.job.id),
    getTenantEnd(ctx, id),
  ]);
  return {
    ...{ tenant, usage, members, invitations, instances, vaults, jobs, end },
    job: liveJob ?? jobs.items.find(({ subjectKey }) => subjectKey === `tenant:${id}`),
    project: projectName(tenant.slug),
    planSets: planSets.items.map(({ id: planSetId, name, isDefault }) => ({
      id: planSetId,
      name,
      isDefault,
    })),
  };
}
