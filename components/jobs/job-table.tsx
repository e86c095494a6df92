import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';
import { paths } from '#server/paths.ts';
import { CancelButton } from './cancel-button.tsx';
import { JobDuration } from './job-duration.tsx';
import { JobError } from './job-error.tsx';
import { JobStateLabel } from './job-state-label.tsx';
import { JobSteps } from './job-steps.tsx';
import { useJobKindName } from './use-job-kind-name.ts';

interface JobTableProps {
  jobs: JobView[];
  /** The provider's list has a page for each job and a column for the tenant; the customer's opens the steps in place. */
  area: 'panel' | 'admin';
  /** Where those that wait or run can be cancelled. */
  cancel?: FormAction | undefined;
}

export function JobTable({ jobs, area, cancel }: JobTableProps) {
  const t = useTranslations('jobs');
  const isAnyLive = jobs.some(({ state }) => state === 'queued' || state === 'running');
  const columns = useColumns(area, isAnyLive ? cancel : undefined);
  return <DataTable caption={t('caption')} columns={columns} rows={jobs} rowKey={(job) => job.id} />;
}

function useColumns(area: JobTableProps['area'], cancel: FormAction | undefined): Column<JobView>[] {
  const t = useTranslations('jobs');
  const tenant: Column<JobView> = {
    key: 'tenant',
    header: t('column.tenant'),
    from: 'lg',
    width: '10rem',
    cell: (job) => <Tenant tenant={job.tenant} />,
  };
  const cancelling: Column<JobView> = {
    key: 'cancel',
    header: t('cancel.column'),
    actions: true,
    cell: (job) => cancel && <CancelButton job={job} action={cancel} />,
  };
  return [
    {
      key: 'job',
      header: t('column.job'),
      primary: true,
      cell: (job) => (area === 'admin' ? <LinkedJob job={job} /> : <OpenableJob job={job} />),
    },
    {
      key: 'state',
      header: t('column.state'),
      width: '10rem',
      cell: (job) => <JobStateLabel job={job} />,
    },
    ...(area === 'admin' ? [tenant] : []),
    { key: 'actor', header: t('column.actor'), from: 'xl', cell: (job) => job.actorName ?? t('provider') },
    { key: 'created', header: t('column.created'), cell: (job) => <TimeAgo value={job.createdAt} /> },
    {
      key: 'took',
      header: t('column.took'),
      align: 'end',
      width: '7rem',
      cell: (job) => <JobDuration job={job} />,
    },
    ...(cancel ? [cancelling] : []),
  ];
}

function LinkedJob({ job }: { job: JobView }) {
  const kindName = useJobKindName();
  return (
    <div className="min-w-0">
      <Link href={paths.adminJob(job.id)} className="text-ink hover:text-accent-text hover:underline">
        {kindName(job.kind)} <span className="font-medium wrap-anywhere">{job.subject}</span>
      </Link>
      <FailedBecause job={job} />
    </div>
  );
}

function OpenableJob({ job }: { job: JobView }) {
  const t = useTranslations('jobs');
  const kindName = useJobKindName('panel');
  return (
    <details className="min-w-0">
      <summary className="rounded-sm marker:text-ink-3">
        {kindName(job.kind)} <span className="font-medium wrap-anywhere">{job.subject}</span>
      </summary>
      <div className="mt-2 mb-1 max-w-lg ps-4 font-normal">
        <h3 className="sr-only">{t('showSteps')}</h3>
        <JobSteps job={job} />
      </div>
      <FailedBecause job={job} />
    </details>
  );
}

function FailedBecause({ job: { error, state } }: { job: JobView }) {
  // Cancelled says it all.
  if (!error || state === 'cancelled') return null;
  return (
    <p className="mt-0.5 max-w-xl text-sm text-ink-2 wrap-anywhere">
      <JobError error={error} />
    </p>
  );
}

function Tenant({ tenant }: { tenant: JobView['tenant'] }) {
  if (!tenant) return null;
  return (
    <Link href={paths.adminTenant(tenant.id)} className="hover:text-accent-text hover:underline">
      {tenant.name}
    </Link>
  );
}
