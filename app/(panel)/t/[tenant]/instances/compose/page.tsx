import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { ComposePage } from '#components/compose/compose-page.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { createOptions } from '#server/instances/create-options.ts';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { createStackAction, readComposeFile } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('compose'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' } }) => {
  const [tenant, options] = await Promise.all([getTenantBySlug(ctx, slug), createOptions(ctx, slug)]);
  return (
    <ClientMessages namespaces={['compose', 'instances', 'kinds', 'vaults']}>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['instance', 'tenant', 'vault']} />
      <ComposePage
        {...{ tenant, options }}
        forbidden={await whyForbidden(ctx, tenant.id, 'instance.manage')}
        read={readComposeFile}
        create={createStackAction}
      />
    </ClientMessages>
  );
});
