import { route } from '#app/_lib/route.ts';
import { growVault } from '#server/vaults/grow-vault.ts';
import { growVaultInput, vaultIdInput, vaultJobStarted } from '#server/vaults/schema.ts';

export const POST = route({
  summary: 'Make a vault larger; it never becomes smaller',
  tag: 'vaults',
  params: vaultIdInput,
  body: growVaultInput.omit({ id: true }),
  answer: vaultJobStarted,
  status: 202,
  run: (ctx, { params, body }) => growVault(ctx, { ...params, ...body }),
});
