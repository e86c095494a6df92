import { route } from '#app/_lib/route.ts';
import { openVault } from '#server/vaults/open-vault.ts';
import { openVaultInput, vaultIdInput, vaultView } from '#server/vaults/schema.ts';

export const POST = route({
  summary: 'Open a locked vault; it locks itself when nothing is started in it for ten minutes',
  tag: 'vaults',
  params: vaultIdInput,
  body: openVaultInput.omit({ id: true }),
  answer: vaultView,
  run: (ctx, { params, body }) => openVault(ctx, { ...params, ...body }),
});
