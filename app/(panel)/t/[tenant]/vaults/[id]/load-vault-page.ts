import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import type { VaultActions, VaultRights } from '#components/vaults/vault-actions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import {
  changePassphraseAction,
  closeVaultAction,
  growVaultAction,
  openVaultAction,
  planShredAction,
  removePassphraseAction,
  repairVaultAction,
  setPassphraseAction,
  takeBackShredAction,
} from '../actions.ts';
import { readVault } from './read-vault.ts';

const actions: VaultActions = {
  open: openVaultAction,
  close: closeVaultAction,
  grow: growVaultAction,
  setPassphrase: setPassphraseAction,
  changePassphrase: changePassphraseAction,
  removePassphrase: removePassphraseAction,
  repair: repairVaultAction,
  shred: planShredAction,
  takeBack: takeBackShredAction,
};

/** What every page of a vault begins with. Under another tenant's address it does not exist. */
export async function loadVaultPage(ctx: Ctx, { tenant, id }: Record<string, string>) {
  const vault = await readVault(ctx, id ?? '');
  if (vault.tenant.slug !== tenant) throw new AppError('not-found', 'not-found');
  const why = (permission: 'vault.open' | 'vault.manage' | 'vault.end') =>
    whyForbidden(ctx, vault.tenant.id, permission);
  const [open, manage, end] = await Promise.all([why('vault.open'), why('vault.manage'), why('vault.end')]);
  const forbidden: VaultRights = { open, manage, end };
  return { vault, forbidden, actions };
}
