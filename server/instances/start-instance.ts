import type { Ctx } from '#server/context.ts';
import { projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { refuseVaultFor } from '#server/vaults/refuse-vault-for.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { holdFor } from './hold-for.ts';
import { power } from './job-params.ts';
import { loadFor } from './load-for.ts';
import type { JobStarted } from './schema.ts';
import { startInstanceJob } from './start-instance.job.ts';

/** Starts a stopped instance, or thaws a frozen one. Where a passphrase alone opens its vault, it is opened with that first. */
export async function startInstance(
  ctx: Ctx,
  input: { id: string; passphrase?: string | undefined },
): Promise<JobStarted> {
  const read = await loadFor(ctx, 'start', input.id);
  if (read.vault) await refuseVaultFor(ctx, 'start-in', read.vault.id);
  await unlockFor(ctx, read.vault, input.passphrase, read);
  return ctx.db.$transaction(async (tx) => {
    await lockActiveTenant(tx, read.tenant.id);
    const instance = await holdFor(tx, 'start', read);
    const { id, name, tenant } = instance;
    const former = power.parse(instance.state);
    const params = { id, name, project: projectName(tenant.slug), former, vaultId: instance.vault?.id };
    return enqueueInstanceJob(ctx, tx, startInstanceJob, { action: 'instance.start', instance, params });
  });
}
