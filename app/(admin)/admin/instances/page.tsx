import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AdminInstanceFilters } from '#components/admin/admin-instance-filters.tsx';
import { AdminInstanceTable } from '#components/admin/admin-instance-table.tsx';
import { NoAdminInstances } from '#components/admin/no-admin-instances.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { authorizeOperator } from '#server/auth/authorize.ts';
import { listInstances } from '#server/instances/list-instances.ts';
import { listInstancesInput } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { knownPart } from '../../_lib/known-part.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('admin.instances'))('title') };
}

export default page(async (ctx, { query }) => {
  authorizeOperator(ctx, 'read');
  const { q, sort = '-created', ...rest } = query;
  const order = sort.startsWith('-') ? 'desc' : 'asc';
  const asked = { ...rest, search: q, sort: sort.replace(/^-/, ''), order };
  const [t, instances] = await Promise.all([
    getTranslations('admin.instances'),
    listInstances(ctx, knownPart(listInstancesInput, asked)),
  ]);
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['instance', 'job']} />
      <PageHeader title={t('title')} />
      <AdminInstanceFilters query={query} />
      {instances.items.length === 0 ? (
        <NoAdminInstances query={query} />
      ) : (
        <AdminInstanceTable instances={instances.items} query={query} />
      )}
      <Pagination path={paths.adminInstances()} query={query} {...instances} />
    </>
  );
});
