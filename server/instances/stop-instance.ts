import type { Ctx } from '#server/context.ts';
import { projectName } from '#server/networks/network-names.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { holdFor } from './hold-for.ts';
import { power } from './job-params.ts';
import { loadFor } from './load-for.ts';
import type { JobStarted } from './schema.ts';
import { stopInstanceJob } from './stop-instance.job.ts';

/** Asks the guest to shut down and forces it after a time; `isForced`: at once, as if the power went. */
export async function stopInstance(
  ctx: Ctx,
  { id, isForced = false }: { id: string; isForced?: boolean },
): Promise<JobStarted> {
  const read = await loadFor(ctx, 'stop', id);
  return ctx.db.$transaction(async (tx) => {
    const instance = await holdFor(tx, 'stop', read);
    const { name, state, tenant } = instance;
    const project = projectName(tenant.slug);
    return enqueueInstanceJob(ctx, tx, stopInstanceJob, {
      action: 'instance.stop',
      instance,
      params: {
        id: instance.id,
        name,
        project,
        isForced,
        former: power.parse(state),
        vaultId: instance.vault?.id,
      },
      details: { isForced },
    });
  });
}
