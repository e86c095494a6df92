import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { projectName } from '#server/networks/network-names.ts';
import { deleteInstanceJob } from './delete-instance.job.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { power } from './job-params.ts';
import type { JobStarted } from './schema.ts';

type Doomed = {
  id: string;
  name: string;
  state: string;
  tenant: { id: string; slug: string };
  vault: { id: string } | null;
};

/** The job that deletes an instance, in the transaction of a caller who knows that it may. */
export function beginDelete(ctx: Ctx, tx: Tx, instance: Doomed): Promise<JobStarted> {
  const { id, name, state, tenant, vault } = instance;
  const former = power.safeParse(state).data ?? null;
  const params = { id, name, project: projectName(tenant.slug), former, vaultId: vault?.id };
  return enqueueInstanceJob(ctx, tx, deleteInstanceJob, { action: 'instance.delete', instance, params });
}
