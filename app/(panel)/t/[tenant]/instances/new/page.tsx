import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { CreateInstancePage } from '#components/instances/create/create-instance-page.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { getComparison } from '#server/comparison/get-comparison.ts';
import { env } from '#server/env.ts';
import { createOptions } from '#server/instances/create-options.ts';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { createSshKeyAction } from '../../ssh-keys/actions.ts';
import { createInstanceAction } from './actions.ts';
import { readWish } from './read-wish.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('instances'))('create.title') };
}

export default page(async (ctx, { params: { tenant: slug = '' }, query }) => {
  const [tenant, options, comparison, wish] = await Promise.all([
    getTenantBySlug(ctx, slug),
    createOptions(ctx, slug),
    getComparison(ctx, { tenant: slug }),
    readWish(ctx, slug, query),
  ]);
  return (
    <ClientMessages namespaces={['instances', 'kinds', 'ssh-keys', 'uploads', 'vaults']}>
      <LiveRefresh
        href={paths.events({ tenant: slug })}
        topics={['instance', 'tenant', 'ssh-key', 'vault']}
      />
      <CreateInstancePage
        {...{ tenant, options, comparison, wish }}
        by={query.by === 'kind' ? 'kind' : 'need'}
        forbidden={await whyForbidden(ctx, tenant.id, 'instance.manage')}
        origin={env().BERTH_URL}
        create={createInstanceAction}
        addKey={createSshKeyAction}
      />
    </ClientMessages>
  );
});
