import { z } from 'zod';
import { route } from '#app/_lib/route.ts';
import { listVaultEvents } from '#server/vaults/list-vault-events.ts';
import { vaultEventPage, vaultIdInput } from '#server/vaults/schema.ts';

export const GET = route({
  summary: 'List what happened to a vault, the newest first',
  tag: 'vaults',
  params: vaultIdInput,
  query: z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) }),
  answer: vaultEventPage,
  run: (ctx, { params, query }) => listVaultEvents(ctx, { ...params, ...query }),
});
