import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { TenantListPage } from '#components/tenants/tenant-list-page.tsx';
import { paths } from '#server/paths.ts';
import { listTenants } from '#server/tenants/list-tenants.ts';
import { toListInput } from './to-list-input.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('tenants'))('title') };
}

export default page(async (ctx, { query }) => {
  const list = await listTenants(ctx, toListInput(query));
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['tenant', 'instance']} />
      <TenantListPage list={list} query={query} />
    </>
  );
});
