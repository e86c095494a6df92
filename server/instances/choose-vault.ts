import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { insertVault, type NewVault, newVault } from '#server/vaults/insert-vault.ts';
import { chooseVaultNode } from '#server/vaults/node-ability.ts';
import { refuseVaultFor } from '#server/vaults/refuse-vault-for.ts';
import { refuseManyEmpty } from '#server/vaults/reserve-vault-bytes.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { ampleSizeFor, vaultSizeFor } from '#server/vaults/vault-size-for.ts';
import type { CreateInstanceInput, InstanceView } from './schema.ts';

/** What is decided about the vault of a new instance before anything is written. */
export type VaultPlan = {
  choice: CreateInstanceInput['vault'];
  node: Awaited<ReturnType<typeof chooseVaultNode>>;
  /** Where there is none yet. */
  fresh: NewVault | undefined;
};

/** Undefined: the disk is to be outside of every vault. A vault that only a passphrase opens is opened with it here. */
export async function planVault(
  ctx: Ctx,
  tenantId: string,
  { vault: choice, passphrase }: CreateInstanceInput,
): Promise<VaultPlan | undefined> {
  if (choice === 'none') return undefined;
  const [node, shared] = await Promise.all([
    chooseVaultNode(ctx.db),
    choice === 'shared' ? findShared(ctx.db, tenantId) : null,
  ]);
  if (!shared) return { choice, node, fresh: await newVault() };
  await refuseVaultFor(ctx, 'start-in', shared.id);
  await unlockFor(ctx, shared, passphrase);
  return { choice, node, fresh: undefined };
}

type Placed = { vaultId: string; pool: string };

/** The vault that the instance's row gets: the tenant's own, made with a job of its own where there is none, or a new one. */
export async function placeInVault(
  ctx: Ctx,
  tx: Tx,
  plan: VaultPlan,
  instance: { id: string; name: string; tenantId: string; diskBytes: number },
): Promise<Placed> {
  const { tenantId, diskBytes } = instance;
  const placed = (await sharedPlace(tx, plan, tenantId)) ?? (await makePlace());
  await tx.instance.update({ where: { id: instance.id }, data: { vaultId: placed.vaultId } });
  return placed;

  async function makePlace(): Promise<Placed> {
    // The tenant's own was there a moment ago, and was ended since.
    if (!plan.fresh) throw new AppError('conflict', 'vault-not-there');
    await refuseManyEmpty(tx, tenantId, await lockActiveTenant(tx, tenantId));
    const isShared = plan.choice === 'shared';
    return insertVault(ctx, tx, {
      ...{ vault: plan.fresh, tenantId, node: plan.node },
      sizeBytes: isShared ? ampleSizeFor(diskBytes) : vaultSizeFor(diskBytes),
      name: isShared ? sharedName : `${instance.name}-${plan.fresh.id.slice(0, 4)}`.slice(-63),
      ...(!isShared && { instanceId: instance.id }),
    });
  }
}

const sharedName = 'main';

async function sharedPlace(tx: Tx, { choice }: VaultPlan, tenantId: string): Promise<Placed | undefined> {
  const found = choice === 'shared' ? await findShared(tx, tenantId) : null;
  return found ? { vaultId: found.id, pool: found.pool } : undefined;
}

/** The vault for all of a tenant's instances, once there is one. */
export async function findShared(
  db: Pick<Tx, 'vault'>,
  tenantId: string,
): Promise<(NonNullable<InstanceView['vault']> & { pool: string }) | null> {
  const row = await db.vault.findFirst({
    where: { tenantId, isDedicated: false, state: { notIn: ['shredding', 'shredded'] } },
    select: { id: true, name: true, state: true, keyMode: true, pool: true },
  });
  return row as (NonNullable<InstanceView['vault']> & { pool: string }) | null;
}
