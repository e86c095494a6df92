import { useTranslations } from 'next-intl';
import { CancelButton } from '#components/jobs/cancel-button.tsx';
import { JobError } from '#components/jobs/job-error.tsx';
import { JobSteps } from '#components/jobs/job-steps.tsx';
import { useJobKindName } from '#components/jobs/use-job-kind-name.ts';
import { Callout } from '#components/ui/callout.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { Section } from '#components/ui/section.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';

interface JobProgressProps {
  job: JobView;
  /** Why it failed is said elsewhere on the page. */
  isExplained: boolean;
  cancel: FormAction;
}

/** What is being done with an instance, or what came of the last time, step by step. */
export function JobProgress({ job, isExplained, cancel }: JobProgressProps) {
  const t = useTranslations('instances.overview');
  const tJobs = useTranslations('jobs');
  const kindName = useJobKindName();
  const isOver = job.finishedAt !== null;
  const kind = kindName(job.kind);
  const title = isOver ? 'lastJob' : job.state === 'queued' ? 'queuedJob' : 'liveJob';
  const place = job.queuePosition !== null && tJobs('queue.place', { position: job.queuePosition });
  return (
    <Section
      framed
      actions={<CancelButton job={job} action={cancel} />}
      title={t(title, { kind })}
      description={isOver ? <TimeAgo value={job.finishedAt ?? job.createdAt} /> : place}
    >
      <div className="flex flex-col gap-4">
        {job.state === 'stuck' && (
          <Callout tone="danger" title={t('stuckTitle')}>
            {t('stuckBody')}
          </Callout>
        )}
        {job.state === 'failed' && job.error && !isExplained && (
          <Callout tone="danger" title={t('lastFailure')}>
            <JobError error={job.error} />
          </Callout>
        )}
        <JobSteps job={job} />
      </div>
    </Section>
  );
}
