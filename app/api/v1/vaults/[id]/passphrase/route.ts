import { route } from '#app/_lib/route.ts';
import { changePassphrase } from '#server/vaults/change-passphrase.ts';
import { getVault } from '#server/vaults/get-vault.ts';
import { changePassphraseInput, vaultIdInput, vaultView } from '#server/vaults/schema.ts';
import { setPassphrase } from '#server/vaults/set-passphrase.ts';

const putBody = changePassphraseInput.omit({ id: true }).extend({
  passphrase: changePassphraseInput.shape.passphrase
    .optional()
    .describe('The present one, where the vault has one'),
});

export const PUT = route({
  summary:
    'Set or change the passphrase of a vault: from then on nothing else opens it, and nobody can recover it',
  tag: 'vaults',
  params: vaultIdInput,
  body: putBody,
  answer: vaultView,
  run: async (ctx, { params: { id }, body }) => {
    const { passphrase: present, newPassphrase: next } = body;
    if (present === undefined) await setPassphrase(ctx, { id, passphrase: next });
    else await changePassphrase(ctx, { id, passphrase: present, newPassphrase: next });
    return getVault(ctx, id);
  },
});
