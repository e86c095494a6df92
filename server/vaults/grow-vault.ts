import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { enqueueVaultJob } from './enqueue-vault-job.ts';
import { growVaultJob } from './grow-vault.job.ts';
import { holdVaultFor, loadVaultFor } from './load-vault.ts';
import type { VaultJobStarted, VaultView } from './schema.ts';

const gib = 1024 ** 3;

/** Makes a vault larger, under whatever runs in it. One that only a passphrase opens has to be open already. */
export async function growVault(
  ctx: Ctx,
  { id, sizeBytes }: { id: string; sizeBytes: number },
): Promise<VaultJobStarted> {
  refuse(await loadVaultFor(ctx, 'grow', id), sizeBytes);
  return ctx.db.$transaction(async (tx) => {
    const vault = await holdVaultFor(tx, 'grow', id);
    refuse(vault, sizeBytes);
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
