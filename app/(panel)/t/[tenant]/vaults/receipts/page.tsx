import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { ReceiptsForbidden } from '#components/vaults/receipts/receipts-forbidden.tsx';
import { ReceiptsPage } from '#components/vaults/receipts/receipts-page.tsx';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { getReceiptKey } from '#server/vaults/get-receipt-key.ts';
import { listReceipts } from '#server/vaults/list-receipts.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('vaults.receipts'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' } }) => {
  const tenant = await getTenantBySlug(ctx, slug);
  const forbidden = await whyForbidden(ctx, tenant.id, 'vault.end');
  if (forbidden) return <ReceiptsForbidden tenant={slug} reason={forbidden} />;
  const [receipts, { publicKeyId }] = await Promise.all([
    listReceipts(ctx, { tenant: slug }),
    getReceiptKey(ctx),
  ]);
  return (
    <>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['vault']} />
      <ReceiptsPage tenant={slug} receipts={receipts} publicKeyId={publicKeyId} />
    </>
  );
});
