import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { ActivityFrame } from '#components/activity/activity-frame.tsx';
import { RecordList } from '#components/activity/record-list.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { listRecord } from '#server/audit/list-record.ts';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { toPageNumber } from '../to-page-number.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('activity'))('tab.record') };
}

export default page(async (ctx, { params: { tenant: slug = '' }, query }) => {
  const tenant = await getTenantBySlug(ctx, slug);
  const list = await listRecord(ctx, { tenantId: tenant.id, page: toPageNumber(query.page) });
  return (
    <>
      <LiveRefresh href={paths.events({ tenant: slug })} />
      <ActivityFrame tenant={slug}>
        <RecordList tenant={slug} list={list} path={paths.record(slug)} query={query} />
      </ActivityFrame>
    </>
  );
});
