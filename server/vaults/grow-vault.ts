import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import type { LockedTenant } from '#server/quotas/lock-tenant.ts';
import { enqueueVaultJob } from './enqueue-vault-job.ts';
import { growHere } from './grow-here.ts';
import { growVaultJob } from './grow-vault.job.ts';
import { holdVaultFor, loadVaultFor } from './load-vault.ts';
import { reserveVaultBytes } from './reserve-vault-bytes.ts';
import type { VaultJobStarted, VaultView } from './schema.ts';
import { growthNeedsPassphrase } from './states.ts';
import { unlockFor } from './unlock-for.ts';

const gib = 1024 ** 3;
type Wish = { id: string; sizeBytes: number; passphrase?: string | undefined };

/**
 * Makes a vault larger, under whatever runs in it. Where its key is needed for that and only a passphrase gives it, that
 * is asked for: no job ever has it, so what needs it is done here, and the job does the rest.
 */
export async function growVault(ctx: Ctx, { id, sizeBytes, passphrase }: Wish): Promise<VaultJobStarted> {
  const read = await loadVaultFor(ctx, 'grow', id);
  refuse(read, sizeBytes);
  if (!growthNeedsPassphrase(read)) return askForJob(ctx, read, sizeBytes);
  if (!passphrase) throw new AppError('wrong-state', 'vault-passphrase-missing', {}, { field: 'passphrase' });
  // Nothing is opened for what is beyond the quota anyhow.
  await ctx.db.$transaction(async (tx) => {
    await reserve(tx, read, sizeBytes, await lockActiveTenant(tx, read.tenant.id));
  });
  await unlockFor(ctx, read, passphrase);
  if (read.provider !== 'luks') return askForJob(ctx, read, sizeBytes);
  return growHere(ctx, read, {
    ...{ sizeBytes, passphrase },
    askForJob: (holdSeconds) => askForJob(ctx, read, sizeBytes, holdSeconds),
  });
}

/** From here on, and until the job has ended, its new size counts in the quota. */
async function askForJob(
  ctx: Ctx,
  { id, tenant }: VaultView,
  sizeBytes: number,
  holdSeconds?: number,
): Promise<VaultJobStarted> {
  return ctx.db.$transaction(async (tx) => {
    const locked = await lockActiveTenant(tx, tenant.id);
    const vault = await holdVaultFor(tx, 'grow', id);
    refuse(vault, sizeBytes);
    await reserve(tx, vault, sizeBytes, locked);
    const params = { vaultId: vault.id, sizeBytes };
    return enqueueVaultJob(ctx, tx, growVaultJob, {
      ...{ vault, params, action: 'vault.grow', details: { sizeBytes }, holdSeconds },
    });
  });
}

function reserve(tx: Tx, vault: VaultView, sizeBytes: number, locked: LockedTenant): Promise<void> {
  return reserveVaultBytes(tx, vault.tenant.id, { sizeBytes, formerBytes: vault.sizeBytes }, locked);
}

function refuse(vault: VaultView, sizeBytes: number): void {
  if (sizeBytes > vault.sizeBytes) return;
  const now = Math.round((vault.sizeBytes / gib) * 100) / 100;
  throw new AppError('refused', 'vault-shrinks', { now }, { field: 'sizeBytes' });
}
