import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { enqueueVaultJob } from './enqueue-vault-job.ts';
import { growVaultJob } from './grow-vault.job.ts';
import { holdVaultFor, loadVaultFor } from './load-vault.ts';
import { reserveVaultBytes } from './reserve-vault-bytes.ts';
import type { VaultJobStarted, VaultView } from './schema.ts';

const gib = 1024 ** 3;

/** Makes a vault larger, under whatever runs in it. One that only a passphrase opens has to be open already. */
export async function growVault(
  ctx: Ctx,
  { id, sizeBytes }: { id: string; sizeBytes: number },
): Promise<VaultJobStarted> {
  const read = await loadVaultFor(ctx, 'grow', id);
  refuse(read, sizeBytes);
  return ctx.db.$transaction(async (tx) => {
    const locked = await lockActiveTenant(tx, read.tenant.id);
    const vault = await holdVaultFor(tx, 'grow', id);
    refuse(vault, sizeBytes);
    const formerBytes = vault.sizeBytes;
    await reserveVaultBytes(tx, read.tenant.id, { sizeBytes, formerBytes }, locked);
    const params = { vaultId: vault.id, sizeBytes };
    return enqueueVaultJob(ctx, tx, growVaultJob, {
      ...{ vault, params, action: 'vault.grow', details: { sizeBytes } },
    });
  });
}

function refuse(vault: VaultView, sizeBytes: number): void {
  if (vault.keyMode === 'passphrase' && vault.state === 'locked') {
    throw new AppError('wrong-state', 'vault-passphrase-missing');
  }
  if (sizeBytes > vault.sizeBytes) return;
  const now = Math.round((vault.sizeBytes / gib) * 100) / 100;
  throw new AppError('refused', 'vault-shrinks', { now }, { field: 'sizeBytes' });
}
