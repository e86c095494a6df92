import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import * as team from '#app/(panel)/t/[tenant]/team/actions.ts';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { TenantPage } from '#components/tenants/tenant-page.tsx';
import { parseId } from '#server/parse-id.ts';
import { paths } from '#server/paths.ts';
import * as actions from '../actions.ts';
import { loadTenantPage } from './load-tenant-page.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('tenants'))('title') };
}

export default page(async (ctx, { params: { id = '' } }) => {
  const loaded = await loadTenantPage(ctx, parseId(id));
  return (
    <ClientMessages namespaces={['tenants', 'team']}>
      <LiveRefresh
        href={paths.events({ tenant: loaded.tenant.slug })}
        topics={['tenant', 'instance', 'job', 'vault']}
      />
      <TenantPage
        {...loaded}
        actions={{
          update: actions.updateTenantAction,
          updateQuota: actions.updateQuotaAction,
          suspend: actions.suspendTenantAction,
          unsuspend: actions.unsuspendTenantAction,
          retry: actions.retryTenantAction,
          remove: actions.deleteTenantAction,
          end: actions.endTenantAction,
          takeBack: actions.takeBackEndAction,
          team,
        }}
      />
    </ClientMessages>
  );
});
