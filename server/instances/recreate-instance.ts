import type { z } from 'zod';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { allocateAddress } from '#server/networks/allocate-address.ts';
import { gatewayOf, projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { poolOf } from '#server/vaults/pool-of.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { chooseImage } from './choose-image.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { holdFor } from './hold-for.ts';
import { loadFor } from './load-for.ts';
import { recreateInstanceJob } from './recreate-instance.job.ts';
import type { InstanceView, JobStarted, recreateInstanceInput } from './schema.ts';

type Image = Awaited<ReturnType<typeof chooseImage>>;

/**
 * Makes a lost instance again, from its image or another: name, address, size and SSH keys are as before, what
 * was on its disk is gone. Its quota was never given back.
 */
export async function recreateInstance(
  ctx: Ctx,
  input: z.infer<typeof recreateInstanceInput>,
): Promise<JobStarted> {
  const read = await loadFor(ctx, 'recreate', input.id);
  const imageId = input.imageId ?? read.image?.id;
  if (!imageId) throw new AppError('refused', 'image-gone', {}, { field: 'imageId' });
  const image = await chooseImage(ctx.db, { ...read, imageId });
  await unlockFor(ctx, read.vault);
  return ctx.db.$transaction((tx) => write(ctx, tx, read, image));
}

async function write(ctx: Ctx, tx: Tx, read: InstanceView, image: Image): Promise<JobStarted> {
  await lockActiveTenant(tx, read.tenant.id);
  const instance = await holdFor(tx, 'recreate', read);
  const { id, name, tenant, vcpus, memoryBytes, diskBytes } = instance;
  const network = await tx.network.findUnique({ where: { tenantId: tenant.id } });
  if (!network) throw new AppError('wrong-state', 'tenant-not-active', { state: tenant.state });
  const ipv4 = instance.ipv4 ?? (await allocateAddress(tx, tenant.id));
  await tx.instance.update({ where: { id }, data: { ipv4 } });
  const keys = await tx.sshKey.findMany({
    where: { instances: { some: { instanceId: id } } },
    orderBy: { createdAt: 'asc' },
    select: { publicKey: true },
  });
  return enqueueInstanceJob(ctx, tx, recreateInstanceJob, {
    action: 'instance.recreate',
    instance,
    params: {
      imageId: image.id,
      ...{ id, name, project: projectName(tenant.slug), vcpus, memoryBytes, diskBytes, ipv4 },
      ...(await poolOf(tx, instance.vault?.id)),
      ...{ bridge: network.bridge, gateway: gatewayOf(network.subnet), imageAlias: image.alias },
      sshKeys: keys.map(({ publicKey }) => publicKey),
      ...{ hasUserData: false, hasRootPassword: false },
    },
    details: { image: image.name },
  });
}
