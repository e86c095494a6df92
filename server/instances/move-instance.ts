import type { Ctx } from '#server/context.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { loadVaultFor } from '#server/vaults/load-vault.ts';
import { poolOf } from '#server/vaults/pool-of.ts';
import { refuseManyEmpty } from '#server/vaults/reserve-vault-bytes.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { enqueueInstanceJob } from './enqueue-instance-job.ts';
import { holdFor } from './hold-for.ts';
import { power } from './job-params.ts';
import { loadFor } from './load-for.ts';
import { moveInstanceJob } from './move-instance.job.ts';
import type { InstanceView, JobStarted, MoveInstanceInput } from './schema.ts';

/**
 * Moves an instance's disk into a vault, into another one, or out of all. It is stopped for that time; the engine
 * copies the disk, and deletes the former one when the copy is whole.
 */
export async function moveInstance(ctx: Ctx, input: MoveInstanceInput): Promise<JobStarted> {
  const read = await loadFor(ctx, 'move', input.id);
  const vault = input.vault === 'none' ? null : await loadTarget(ctx, read, input.vault);
  if (vault?.id === read.vault?.id) throw new AppError('conflict', 'vault-same', { name: read.name });
  await unlockFor(ctx, read.vault, input.passphrase, read);
  await unlockFor(ctx, vault, input.targetPassphrase, read);
  return ctx.db.$transaction(async (tx) => {
    const locked = await lockActiveTenant(tx, read.tenant.id);
    if (vault) await refuseManyEmpty(tx, read.tenant.id, locked, { fillingId: vault.id });
    const instance = await holdFor(tx, 'move', read);
    const { id, name, tenant, vcpus, memoryBytes, diskBytes } = instance;
    const placeIn = async (vaultId: string | undefined) => {
      const { pool = env().BERTH_POOL } = await poolOf(tx, vaultId);
      return { vaultId: vaultId ?? null, pool };
    };
    const params = {
      ...{ id, name, project: projectName(tenant.slug), tenantId: tenant.id, vaultId: instance.vault?.id },
      ...{ subjectKey: `tenant:${tenant.id}`, former: power.parse(instance.state) },
      size: { vcpus, memoryBytes, diskBytes },
      from: await placeIn(instance.vault?.id),
      to: await placeIn(vault?.id),
    };
    const details = { to: vault?.name ?? null };
    return enqueueInstanceJob(ctx, tx, moveInstanceJob, {
      ...{ action: 'instance.move', instance, params, details },
    });
  });
}

async function loadTarget(ctx: Ctx, instance: InstanceView, id: string): Promise<VaultView> {
  const vault = await loadVaultFor(ctx, 'move-in', id);
  if (vault.tenant.id !== instance.tenant.id) throw new AppError('not-found', 'not-found');
  const { name } = vault;
  if (instance.node && vault.node.id !== instance.node.id) {
    throw new AppError('conflict', 'vault-other-node', { name }, { field: 'vault' });
  }
  const isOthers = vault.isDedicated && vault.instances.some((each) => each.id !== instance.id);
  if (isOthers) throw new AppError('conflict', 'vault-dedicated', { name }, { field: 'vault' });
  return vault;
}
