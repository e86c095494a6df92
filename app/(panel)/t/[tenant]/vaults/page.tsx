import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { VaultListPage } from '#components/vaults/vault-list-page.tsx';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { getVaultOffer } from '#server/vaults/get-vault-offer.ts';
import { listVaults } from '#server/vaults/list-vaults.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('vaults'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' } }) => {
  const [tenant, vaults, offer] = await Promise.all([
    getTenantBySlug(ctx, slug),
    listVaults(ctx, { tenant: slug }),
    getVaultOffer(ctx, { tenant: slug }),
  ]);
  return (
    <>
      <LiveRefresh
        href={paths.events({ tenant: slug })}
        topics={['vault', 'instance', 'job', 'tenant', 'node']}
      />
      <VaultListPage
        tenant={tenant}
        vaults={vaults}
        offer={offer}
        forbidden={await whyForbidden(ctx, tenant.id, 'vault.manage')}
      />
    </>
  );
});
