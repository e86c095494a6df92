import { download } from '#app/_lib/download.ts';
import { getReceipt } from '#server/vaults/get-receipt.ts';

/** Exactly what was signed: one more byte, and the signature is not of it. */
export const GET = download(async (ctx, id) => {
  const { text } = await getReceipt(ctx, id);
  return { name: 'receipt.json', type: 'application/json', body: text };
});
