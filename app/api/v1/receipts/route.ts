import { z } from 'zod';
import { route } from '#app/_lib/route.ts';
import { listReceipts } from '#server/vaults/list-receipts.ts';
import { receiptView } from '#server/vaults/receipt-view-schema.ts';
import { createVaultInput } from '#server/vaults/schema.ts';

export const GET = route({
  summary: 'List the receipts of the destroyed vaults of a tenant',
  tag: 'receipts',
  query: createVaultInput.pick({ tenant: true }),
  answer: z.array(receiptView),
  run: (ctx, { query }) => listReceipts(ctx, query),
});
