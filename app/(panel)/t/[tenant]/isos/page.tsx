import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { IsosPage } from '#components/isos/isos-page.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { listIsos } from '#server/vms/list-isos.ts';
import { deleteIsoAction, importIsoAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('vms'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' } }) => {
  const [tenant, { items }] = await Promise.all([
    getTenantBySlug(ctx, slug),
    listIsos(ctx, { tenant: slug }),
  ]);
  return (
    <ClientMessages namespaces={['vms', 'uploads']}>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['image', 'instance', 'job']} />
      <IsosPage
        tenant={tenant}
        isos={items}
        forbidden={await whyForbidden(ctx, tenant.id, 'instance.manage')}
        actions={{ bringIn: importIsoAction, remove: deleteIsoAction }}
      />
    </ClientMessages>
  );
});
