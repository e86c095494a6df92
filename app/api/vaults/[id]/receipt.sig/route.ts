import { download } from '#app/_lib/download.ts';
import { getReceipt } from '#server/vaults/get-receipt.ts';

/** The 64 bytes of the signature, as OpenSSL wants them. */
export const GET = download(async (ctx, id) => {
  const { signature } = await getReceipt(ctx, id);
  return { name: 'receipt.sig', type: 'application/octet-stream', body: Buffer.from(signature, 'base64') };
});
