import type { z } from 'zod';
import type { Ctx } from '#server/context.ts';
import { projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { chooseImage } from './choose-image.ts';
import { chooseSshKeys } from './choose-ssh-keys.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { holdFor } from './hold-for.ts';
import { writeJobSecret } from './job-secret.ts';
import { loadFor } from './load-for.ts';
import { refuseOtherName } from './refuse-other-name.ts';
import { reinstallInstanceJob } from './reinstall-instance.job.ts';
import type { JobStarted, reinstallInstanceInput } from './schema.ts';

/**
 * Empties the disk and fills it from an image. Id, name, address and size stay; so do the SSH keys and
 * the user-data where the input names no others.
 */
export async function reinstallInstance(
  ctx: Ctx,
  input: z.infer<typeof reinstallInstanceInput>,
): Promise<JobStarted> {
  const read = await loadFor(ctx, 'reinstall', input.id);
  const { id, kind, diskBytes, memoryBytes, tenant } = read;
  refuseOtherName(input.confirmName, read.name);
  await unlockFor(ctx, read.vault, input.passphrase, read);
  const image = await chooseImage(ctx.db, { ...input, tenantId: tenant.id, kind, diskBytes, memoryBytes });
  const keys = input.sshKeyIds && (await chooseSshKeys(ctx.db, tenant.id, input.sshKeyIds));
  return ctx.db.$transaction(async (tx) => {
    await lockActiveTenant(tx, tenant.id);
    const instance = await holdFor(tx, 'reinstall', read);
    const { name } = instance;
    refuseOtherName(input.confirmName, name);
    return enqueueInstanceJob(ctx, tx, reinstallInstanceJob, {
      action: 'instance.reinstall',
      instance,
      params: {
        id,
        name,
        project: projectName(tenant.slug),
        vaultId: instance.vault?.id,
        imageId: image.id,
        imageAlias: image.alias,
        wantsRunning: instance.state === 'running',
        sshKeys: keys?.map((key) => key.publicKey) ?? null,
        sshKeyIds: keys?.map((key) => key.id) ?? null,
      },
      details: { image: image.name },
      secret: writeJobSecret({ userData: input.userData }),
    });
  });
}
