import type { z } from 'zod';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { allocateAddress } from '#server/networks/allocate-address.ts';
import { gatewayOf, projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { poolOf } from '#server/vaults/pool-of.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { attachedDiscs } from '#server/vms/attached-discs.ts';
import { type DiskSource, diskSource } from './choose-kind-parts.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { holdFor } from './hold-for.ts';
import { kindOf } from './kinds/kinds.ts';
import { loadFor } from './load-for.ts';
import { readSettings } from './read-settings.ts';
import { recreateInstanceJob } from './recreate-instance.job.ts';
import type { InstanceView, JobStarted, recreateInstanceInput } from './schema.ts';

/**
 * Makes a lost instance again, from its image or another: name, address, size, discs and SSH keys are as before, what
 * was on its disk is gone. Its quota was never given back.
 */
export async function recreateInstance(
  ctx: Ctx,
  input: z.infer<typeof recreateInstanceInput>,
): Promise<JobStarted> {
  const read = await loadFor(ctx, 'recreate', input.id);
  const imageId = input.imageId ?? read.image?.id;
  const { diskBytes, memoryBytes, tenant } = read;
  const settings = await readSettings(ctx.db, read);
  const asked = { tenantId: tenant.id, imageId, diskBytes, memoryBytes, settings };
  const source = await diskSource(ctx.db, read.kind, asked);
  await unlockFor(ctx, read.vault, input.passphrase, read);
  return ctx.db.$transaction((tx) => write(ctx, tx, read, source));
}

async function write(ctx: Ctx, tx: Tx, read: InstanceView, source: DiskSource): Promise<JobStarted> {
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
      imageId: source.id,
      ...{ id, name, project: projectName(tenant.slug), vcpus, memoryBytes, diskBytes, ipv4 },
      ...(await poolOf(tx, instance.vault?.id)),
      ...{ bridge: network.bridge, gateway: gatewayOf(network.subnet), imageAlias: source.alias },
      ...(await kindParams(tx, instance)),
      sshKeys: keys.map(({ publicKey }) => publicKey),
      ...{ hasUserData: false, hasRootPassword: false },
    },
    details: { image: source.name },
  });
}

async function kindParams(tx: Tx, instance: InstanceView) {
  const settings = await readSettings(tx, instance);
  const { kind: name } = instance;
  const kind = kindOf(name);
  return {
    kind: name,
    engineType: kind.engineType,
    kindConfig: kind.engineConfig(settings),
    // Those that were put in later as well: they stay in its drives until somebody takes them out.
    kindDevices: { ...kind.engineDevices(settings), ...(await attachedDiscs(tx, instance.id)) },
  };
}
