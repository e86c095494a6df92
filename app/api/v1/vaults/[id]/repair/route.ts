import { route } from '#app/_lib/route.ts';
import { repairVault } from '#server/vaults/repair-vault.ts';
import { vaultIdInput, vaultView } from '#server/vaults/schema.ts';

export const POST = route({
  summary: 'Look at a broken vault on its node again',
  tag: 'vaults',
  params: vaultIdInput,
  answer: vaultView,
  run: (ctx, { params }) => repairVault(ctx, params),
});
