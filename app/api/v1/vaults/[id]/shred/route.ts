import { route } from '#app/_lib/route.ts';
import { getVault } from '#server/vaults/get-vault.ts';
import { planShred } from '#server/vaults/plan-shred.ts';
import { vaultIdInput, vaultView } from '#server/vaults/schema.ts';

export const POST = route({
  summary:
    'Ask for the end of a vault in which nothing runs: after the grace time (`shredAfter`) it goes, with all that is in it',
  tag: 'vaults',
  params: vaultIdInput,
  answer: vaultView,
  // The confirmation by name is for people; a program names the vault by its id.
  run: async (ctx, { params: { id } }) => planShred(ctx, { id, confirmName: (await getVault(ctx, id)).name }),
});
