import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { RegistriesPage } from '#components/registries/registries-page.tsx';
import { paths } from '#server/paths.ts';
import { listRegistries } from '#server/registries/list-registries.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { createRegistryAction, deleteRegistryAction, updateRegistryAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('registries'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' } }) => {
  const [tenant, { items }] = await Promise.all([
    getTenantBySlug(ctx, slug),
    listRegistries(ctx, { tenant: slug }),
  ]);
  return (
    <ClientMessages namespaces={['registries']}>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['registry']} />
      <RegistriesPage
        tenant={tenant}
        registries={items}
        forbidden={await whyForbidden(ctx, tenant.id, 'instance.manage')}
        actions={{ create: createRegistryAction, update: updateRegistryAction, remove: deleteRegistryAction }}
      />
    </ClientMessages>
  );
});
