import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { type VaultAction, whyNotVault } from './states.ts';
import { queryVaults } from './vault-select.ts';

/** Throws the reason why something cannot be done in this vault now. One in the making counts as there: it is waited for. */
export async function refuseVaultFor(ctx: Ctx, action: VaultAction, id: string): Promise<void> {
  const [vault] = await queryVaults(ctx.db, { id });
  if (!vault) throw new AppError('not-found', 'vault-not-there');
  if (vault.state === 'creating' || vault.state === 'closing') return;
  const refusal = whyNotVault(action, { ...vault, job: null });
  if (refusal) throw new AppError(refusal.code, refusal.reason, refusal.params);
}
