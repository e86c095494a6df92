import type { Ctx } from '#server/context.ts';
import { removeTenantImages } from '#server/images/remove-tenant-images.ts';
import { removeAcl } from '#server/networks/ensure-acl.ts';
import { removeNetwork } from '#server/networks/ensure-network.ts';
import { projectName } from '#server/networks/network-names.ts';
import { createTenant } from '#server/tenants/create-tenant.ts';
import { removeProject } from '#server/tenants/ensure-project.ts';
import type { Quota } from '#server/tenants/schema.ts';
import { ownName } from './own-name.ts';
import { removeInstances } from './remove-engine-tenant.ts';
import { runQueuedJobs } from './run-queued-jobs.ts';

const gib = 1024 ** 3;

/**
 * A real tenant with a project and a network on the engine, with room for small things and for what `more` says.
 * `remove` takes all of it away, instances too.
 */
export async function makeEngineTenant(ctx: Ctx, more: Partial<Quota> = {}) {
  const slug = ownName();
  const quota = { lightVms: 10, vms: 0, apps: 0, sandboxes: 0, unikernels: 0, vcpus: 20 };
  const sizes = { memoryBytes: 16 * gib, diskBytes: 80 * gib, trafficBytes: 100 * gib };
  const { tenantId } = await createTenant(ctx, { slug, name: slug, quota: { ...quota, ...sizes, ...more } });
  await runQueuedJobs(ctx);
  const { state } = await ctx.db.tenant.findUniqueOrThrow({ where: { id: tenantId } });
  if (state !== 'active') {
    // A job that failed has taken away what it had made, the row of the network as well.
    const job = await ctx.db.job.findFirst({ where: { tenantId }, select: { state: true, error: true } });
    throw new Error(`the tenant ${slug} was not made, it is ${state}: job ${job?.state}, ${job?.error}`);
  }
  const network = await ctx.db.network.findUniqueOrThrow({ where: { tenantId } });
  const project = projectName(slug);
  const names = { tenantId, project, bridge: network.bridge, subnet: network.subnet };
  const remove = async () => {
    // To what reconciles later in the same test file it is no tenant whose project has to be made again.
    await ctx.db.tenant.updateMany({ where: { id: tenantId }, data: { state: 'deleting' } });
    await removeInstances(ctx.engine, project);
    await removeTenantImages({ engine: ctx.engine, tenantId });
    await removeProject(ctx.engine, names);
    await removeNetwork(ctx.engine, names);
    await removeAcl(ctx.engine, names);
  };
  return { id: tenantId, slug, project, network, remove };
}
