import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AccountHeader } from '#components/account/account-header.tsx';
import { KeptReceipts } from '#components/vaults/receipts/kept-receipts.tsx';
import { getReceiptKey } from '#server/vaults/get-receipt-key.ts';
import { listKeptReceipts } from '#server/vaults/list-kept-receipts.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('vaults.receipts'))('title') };
}

export default page(async (ctx) => {
  const [receipts, { publicKeyId }] = await Promise.all([listKeptReceipts(ctx), getReceiptKey(ctx)]);
  return (
    <>
      <AccountHeader />
      <KeptReceipts receipts={receipts} publicKeyId={publicKeyId} />
    </>
  );
});
