import { route } from '#app/_lib/route.ts';
import { getReceipt } from '#server/vaults/get-receipt.ts';
import { receiptView } from '#server/vaults/receipt-view-schema.ts';
import { vaultIdInput } from '#server/vaults/schema.ts';

export const GET = route({
  summary: 'Read the receipt of a destroyed vault, by the id of the vault',
  tag: 'receipts',
  params: vaultIdInput,
  answer: receiptView,
  run: (ctx, { params }) => getReceipt(ctx, params.id),
});
