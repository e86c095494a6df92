import { route } from '#app/_lib/route.ts';
import { vaultIdInput, vaultView } from '#server/vaults/schema.ts';
import { takeBackShred } from '#server/vaults/take-back-shred.ts';

export const POST = route({
  summary: 'Take back the wish to end a vault, while the grace time lasts',
  tag: 'vaults',
  params: vaultIdInput,
  answer: vaultView,
  run: (ctx, { params }) => takeBackShred(ctx, params),
});
