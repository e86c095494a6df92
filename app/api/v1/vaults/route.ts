import { z } from 'zod';
import { route } from '#app/_lib/route.ts';
import { createVault } from '#server/vaults/create-vault.ts';
import { listVaults } from '#server/vaults/list-vaults.ts';
import { createVaultInput, vaultJobStarted, vaultView } from '#server/vaults/schema.ts';

export const GET = route({
  summary: 'List the vaults of a tenant',
  tag: 'vaults',
  query: createVaultInput.pick({ tenant: true }),
  answer: z.array(vaultView),
  run: (ctx, { query }) => listVaults(ctx, query),
});

export const POST = route({
  summary: 'Make a vault on a node; it is locked until something in it starts',
  tag: 'vaults',
  body: createVaultInput,
  answer: vaultJobStarted,
  status: 202,
  run: (ctx, { body }) => createVault(ctx, body),
});
