import { route } from '#app/_lib/route.ts';
import { getVault } from '#server/vaults/get-vault.ts';
import { vaultIdInput, vaultView } from '#server/vaults/schema.ts';

export const GET = route({
  summary: 'Read a vault',
  tag: 'vaults',
  params: vaultIdInput,
  answer: vaultView,
  run: (ctx, { params }) => getVault(ctx, params.id),
});
