import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { waitForJob } from '#server/jobs/wait-for-job.ts';
import { projectName } from '#server/networks/network-names.ts';
import { fromQuota, toQuota } from '#server/quotas/quota-columns.ts';
import { sumAllocations } from '#server/quotas/sum-allocations.ts';
import { enqueueTenantJob } from './enqueue-tenant-job.ts';
import { loadTenantFor } from './load-tenant-for.ts';
import type { Quota, TenantJobStarted, UpdateQuotaInput } from './schema.ts';
import { updateQuotaJob } from './update-quota.job.ts';

export type QuotaChange = TenantJobStarted & {
  /** False: the engine has not answered in time, the job goes on. */
  isDone: boolean;
};

/**
 * Changes what a tenant may use, here and in the engine at once. Throws `refused` with the engine's reason
 * when it says no: then nothing has changed.
 */
export async function updateQuota(
  ctx: Ctx,
  { id, quota }: UpdateQuotaInput,
  { timeoutSeconds = 10 }: { timeoutSeconds?: number } = {},
): Promise<QuotaChange> {
  authorizeOperator(ctx);
  const started = await ctx.db.$transaction(async (tx) => {
    const tenant = await loadTenantFor(tx, 'update-quota', id);
    await refuseBelowUsage(tx, id, quota);
    const former = toQuota(tenant);
    // Until the job has ended the row holds the smaller of both, so that nothing is taken that one end has no room for.
    await tx.tenant.update({ where: { id }, data: fromQuota(smaller(former, quota)) });
    return enqueueTenantJob(ctx, tx, {
      tenant,
      job: updateQuotaJob,
      params: { tenantId: id, project: projectName(tenant.slug), wanted: quota, former },
      action: 'tenant.update-quota',
      details: quota,
    });
  });
  const ended = await waitForJob(ctx.db, started.jobId, { timeoutSeconds });
  if (ended?.error) throw ended.error;
  return { ...started, isDone: ended !== undefined };
}

function smaller(a: Quota, b: Quota): Quota {
  const amounts = Object.keys(a) as (keyof Quota)[];
  return Object.fromEntries(amounts.map((amount) => [amount, Math.min(a[amount], b[amount])])) as Quota;
}

const counted = [
  'lightVms',
  'vms',
  'apps',
  'sandboxes',
  'unikernels',
  'vcpus',
  'memoryBytes',
  'diskBytes',
] as const satisfies readonly (keyof Quota)[];
const gib = 1024 ** 3;

/** Our own rows know first, and can name the field; the engine has the last word. */
async function refuseBelowUsage(tx: Tx, tenantId: string, quota: Quota): Promise<void> {
  const used = (await sumAllocations(tx, [tenantId])).get(tenantId);
  const what = counted.find((amount) => used && used[amount] > quota[amount]);
  if (!used || !what) return;
  const unit = what.endsWith('Bytes') ? gib : 1;
  const inUnits = (value: number) => Math.round((value / unit) * 100) / 100;
  const params = { what, used: inUnits(used[what]), asked: inUnits(quota[what]) };
  throw new AppError('conflict', 'quota-below-usage', params, { field: what });
}
