import { commonDownload } from '#app/_lib/download.ts';
import { getReceiptKey } from '#server/vaults/get-receipt-key.ts';

export const dynamic = 'force-dynamic';

/** With it a receipt is checked; it tells nothing of anybody. */
export const GET = commonDownload(async (ctx) => {
  const { publicKey } = await getReceiptKey(ctx);
  return { name: 'berth-receipts.pem', type: 'application/x-pem-file', body: publicKey };
});
