import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { JobError } from '#components/jobs/job-error.tsx';
import { useJobKindName } from '#components/jobs/use-job-kind-name.ts';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';
import type { Some } from '#server/overview/schema.ts';
import { paths } from '#server/paths.ts';
import { Need } from './need.tsx';

interface JobNeedsProps {
  stuck: Some<JobView>;
  failed: Some<JobView>;
}

export function JobNeeds({ stuck, failed }: JobNeedsProps) {
  const t = useTranslations('admin.overview');
  return (
    <>
      {stuck.total > 0 && (
        <Need
          tone="danger"
          title={t('stuckJobs', { count: stuck.total })}
          href={paths.adminJobs({ state: 'stuck' })}
          linkLabel={t('seeAll')}
        >
          <p>{t('stuckJobsBody')}</p>
          <Jobs jobs={stuck} />
        </Need>
      )}
      {failed.total > 0 && (
        <Need
          tone="warn"
          title={t('failedJobs', { count: failed.total })}
          href={paths.adminJobs({ state: 'failed' })}
          linkLabel={t('seeAll')}
        >
          <p>{t('failedJobsBody')}</p>
          <Jobs jobs={failed} />
        </Need>
      )}
    </>
  );
}

function Jobs({ jobs: { items, total } }: { jobs: Some<JobView> }) {
  const t = useTranslations('admin.overview');
  const kindName = useJobKindName();
  return (
    <ul className="mt-2 flex flex-col gap-1.5">
      {items.map((job) => (
        <li key={job.id}>
          <Link
            href={paths.adminJob(job.id)}
            className="text-ink underline decoration-control underline-offset-2 hover:text-accent-text"
          >
            {kindName(job.kind)} <span className="font-medium">{job.subject}</span>
          </Link>
          <span>
            {job.tenant && ` · ${job.tenant.name}`} · <TimeAgo value={job.finishedAt ?? job.createdAt} />
          </span>
          {job.error && (
            <p className="text-sm text-ink-3">
              <JobError error={job.error} />
            </p>
          )}
        </li>
      ))}
      {total > items.length && <li>{t('andMore', { count: total - items.length })}</li>}
    </ul>
  );
}
