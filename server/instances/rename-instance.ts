import type { z } from 'zod';
import type { Ctx } from '#server/context.ts';
import { projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { holdFor } from './hold-for.ts';
import { loadFor } from './load-for.ts';
import { refuseTakenName } from './refuse-taken-name.ts';
import { renameInstanceJob } from './rename-instance.job.ts';
import type { JobStarted, renameInstanceInput } from './schema.ts';

/** Gives a stopped instance another name; the guest's host name follows at its next start. */
export async function renameInstance(
  ctx: Ctx,
  { id, name: newName, passphrase }: z.infer<typeof renameInstanceInput>,
): Promise<JobStarted> {
  const read = await loadFor(ctx, 'rename', id);
  await unlockFor(ctx, read.vault, passphrase, read);
  return ctx.db.$transaction(async (tx) => {
    await lockActiveTenant(tx, read.tenant.id);
    const instance = await holdFor(tx, 'rename', read);
    const { name, tenant } = instance;
    await refuseTakenName(tx, tenant.id, newName);
    return enqueueInstanceJob(ctx, tx, renameInstanceJob, {
      action: 'instance.rename',
      instance,
      params: {
        id: instance.id,
        name,
        project: projectName(tenant.slug),
        newName,
        vaultId: instance.vault?.id,
      },
      details: { newName },
    });
  });
}
