import type { Ctx } from '#server/context.ts';
import { projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { holdFor } from './hold-for.ts';
import { loadFor } from './load-for.ts';
import { restartInstanceJob } from './restart-instance.job.ts';
import type { JobStarted } from './schema.ts';

/** A clean stop, forced after a time, and a start. */
export async function restartInstance(ctx: Ctx, input: { id: string }): Promise<JobStarted> {
  const read = await loadFor(ctx, 'restart', input.id);
  return ctx.db.$transaction(async (tx) => {
    await lockActiveTenant(tx, read.tenant.id);
    const instance = await holdFor(tx, 'restart', read);
    const { id, name, tenant } = instance;
    const params = { id, name, project: projectName(tenant.slug), vaultId: instance.vault?.id };
    return enqueueInstanceJob(ctx, tx, restartInstanceJob, { action: 'instance.restart', instance, params });
  });
}
