import type { Ctx } from '#server/context.ts';
import { changeKey } from './change-key.ts';
import { removeVaultPassphrase } from './keys/set-vault-passphrase.ts';

/** From now on the provider's key opens the vault by itself. */
export async function removePassphrase(
  ctx: Ctx,
  { id, passphrase }: { id: string; passphrase: string },
): Promise<void> {
  await changeKey(ctx, { id, action: 'remove-passphrase', what: 'passphrase-removed' }, (vaultId, also) =>
    removeVaultPassphrase(ctx.db, { vaultId, passphrase }, also),
  );
}
