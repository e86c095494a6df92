import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { CreateVaultPage } from '#components/vaults/create/create-vault-page.tsx';
import { env } from '#server/env.ts';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { getVaultOffer } from '#server/vaults/get-vault-offer.ts';
import { getVaultRoom } from '#server/vaults/get-vault-room.ts';
import { listVaults } from '#server/vaults/list-vaults.ts';
import { createVaultAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('vaults'))('create.title') };
}

export default page(async (ctx, { params: { tenant: slug = '' } }) => {
  const [tenant, vaults, offer, room] = await Promise.all([
    getTenantBySlug(ctx, slug),
    listVaults(ctx, { tenant: slug }),
    getVaultOffer(ctx, { tenant: slug }),
    getVaultRoom(ctx, { tenant: slug }),
  ]);
  return (
    <ClientMessages namespaces={['vaults']}>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['vault', 'tenant', 'node']} />
      <CreateVaultPage
        tenant={tenant}
        offer={offer}
        vaults={vaults}
        room={room}
        forbidden={await whyForbidden(ctx, tenant.id, 'vault.manage')}
        origin={env().BERTH_URL}
        create={createVaultAction}
      />
    </ClientMessages>
  );
});
