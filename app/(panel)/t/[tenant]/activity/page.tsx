import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { ActivityPage } from '#components/activity/activity-page.tsx';
import { QueueRefresh } from '#components/jobs/queue-refresh.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { listJobs } from '#server/jobs-view/list-jobs.ts';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { cancelJobAction } from './actions.ts';
import { toPageNumber } from './to-page-number.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('activity'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' }, query }) => {
  const tenant = await getTenantBySlug(ctx, slug);
  const list = await listJobs(ctx, {
    tenantId: tenant.id,
    search: query.q?.slice(0, 100),
    page: toPageNumber(query.page),
  });
  return (
    <>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['job']} />
      <QueueRefresh jobs={list.items} />
      <ActivityPage
        tenant={slug}
        list={list}
        path={paths.activity(slug)}
        query={query}
        cancel={cancelJobAction}
      />
    </>
  );
});
