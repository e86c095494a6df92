'use server';

import { action } from '#app/_lib/action.ts';
import { paths } from '#server/paths.ts';
import { createVault } from '#server/vaults/create-vault.ts';
import { createVaultForm } from '../passphrase-forms.ts';

export const createVaultAction = action(createVaultForm, async (ctx, form) => {
  const { tenant, nodeId, name, sizeBytes } = form;
  const key = form.keyMode === 'passphrase' ? { passphrase: form.passphrase } : {};
  const { vaultId } = await createVault(ctx, { tenant, nodeId, name, sizeBytes, ...key });
  return { redirectTo: paths.vault(tenant, vaultId) };
});
