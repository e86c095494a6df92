import type { Ctx } from '#server/context.ts';
import { changeKey } from './change-key.ts';
import { setVaultPassphrase } from './keys/set-vault-passphrase.ts';

/** Another passphrase in place of the present one. The key of the disk stays: instant. */
export async function changePassphrase(
  ctx: Ctx,
  { id, passphrase, newPassphrase }: { id: string; passphrase: string; newPassphrase: string },
): Promise<void> {
  await changeKey(ctx, { id, action: 'change-passphrase', what: 'passphrase-changed' }, (vaultId, also) =>
    setVaultPassphrase(ctx.db, { vaultId, passphrase }, newPassphrase, also),
  );
}
