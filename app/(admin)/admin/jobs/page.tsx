import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { JobFilters } from '#components/jobs/job-filters.tsx';
import { JobTable } from '#components/jobs/job-table.tsx';
import { NoJobs } from '#components/jobs/no-jobs.tsx';
import { QueueRefresh } from '#components/jobs/queue-refresh.tsx';
import { UnknownJobs } from '#components/jobs/unknown-jobs.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { jobKinds } from '#server/job-kinds.ts';
import { listJobs } from '#server/jobs-view/list-jobs.ts';
import { listUnknownJobs } from '#server/jobs-view/list-unknown-jobs.ts';
import { listJobsInput, maxJobsCounted } from '#server/jobs-view/schema.ts';
import { paths } from '#server/paths.ts';
import { knownPart } from '../../_lib/known-part.ts';
import { cancelAnyJobAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('jobs'))('title') };
}

export default page(async (ctx, { query }) => {
  const { q, tenant, ...rest } = query;
  const filter = knownPart(listJobsInput, { ...rest, search: q, tenantId: tenant });
  const [t, jobs, unknown] = await Promise.all([
    getTranslations('jobs'),
    listJobs(ctx, filter),
    listUnknownJobs(ctx),
  ]);
  const kinds = [...jobKinds.keys()];
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['job']} />
      <QueueRefresh jobs={jobs.items} />
      <PageHeader title={t('title')} />
      <UnknownJobs unknown={unknown} />
      <JobFilters query={query} kinds={kinds} tenantName={jobs.items[0]?.tenant?.name} />
      {jobs.items.length === 0 ? (
        <NoJobs query={query} />
      ) : (
        <JobTable jobs={jobs.items} area="admin" cancel={cancelAnyJobAction} />
      )}
      <Pagination path={paths.adminJobs()} query={query} {...jobs} />
      {jobs.total === maxJobsCounted && (
        <p className="mt-2 text-sm text-ink-3">{t('counted', { count: maxJobsCounted })}</p>
      )}
    </>
  );
});
