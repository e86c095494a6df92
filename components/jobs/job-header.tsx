import { useTranslations } from 'next-intl';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';
import { paths } from '#server/paths.ts';
import { CancelButton } from './cancel-button.tsx';
import { JobDuration } from './job-duration.tsx';
import { JobStateLabel } from './job-state-label.tsx';
import { useJobKindName } from './use-job-kind-name.ts';

export function JobHeader({ job, cancel }: { job: JobView; cancel: FormAction }) {
  const t = useTranslations('jobs');
  const title = `${useJobKindName()(job.kind)}: ${job.subject}`;
  return (
    <PageHeader
      title={title}
      breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminJobs()} here={title} />}
      actions={<CancelButton job={job} action={cancel} size="md" />}
      description={
        <>
          <JobStateLabel job={job} />
          <JobDuration job={job} />
        </>
      }
    />
  );
}
