import type { Ctx } from '#server/context.ts';
import { changeKey } from './change-key.ts';
import { setVaultPassphrase } from './keys/set-vault-passphrase.ts';

/** From now on this passphrase alone opens the vault: the provider keeps nothing that could. Instant, whatever its size. */
export async function setPassphrase(
  ctx: Ctx,
  { id, passphrase }: { id: string; passphrase: string },
): Promise<void> {
  await changeKey(ctx, { id, action: 'set-passphrase', what: 'passphrase-set' }, (vaultId, also) =>
    setVaultPassphrase(ctx.db, { vaultId }, passphrase, also),
  );
}
