import { route } from '#app/_lib/route.ts';
import { closeVault } from '#server/vaults/close-vault.ts';
import { vaultIdInput, vaultView } from '#server/vaults/schema.ts';

export const POST = route({
  summary: 'Lock a vault; refused while anything in it runs',
  tag: 'vaults',
  params: vaultIdInput,
  answer: vaultView,
  run: (ctx, { params }) => closeVault(ctx, params),
});
