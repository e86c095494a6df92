import { route } from '#app/_lib/route.ts';
import { getVault } from '#server/vaults/get-vault.ts';
import { removePassphrase } from '#server/vaults/remove-passphrase.ts';
import { removePassphraseInput, vaultIdInput, vaultView } from '#server/vaults/schema.ts';

export const POST = route({
  summary: 'Remove the passphrase of a vault: the provider keeps its key again',
  tag: 'vaults',
  params: vaultIdInput,
  body: removePassphraseInput.omit({ id: true }),
  answer: vaultView,
  run: async (ctx, { params, body }) => {
    await removePassphrase(ctx, { ...params, ...body });
    return getVault(ctx, params.id);
  },
});
