import { useTranslations } from 'next-intl';
import { JobError } from '#components/jobs/job-error.tsx';
import { JobSteps } from '#components/jobs/job-steps.tsx';
import { useJobKindName } from '#components/jobs/use-job-kind-name.ts';
import { Callout } from '#components/ui/callout.tsx';
import { Section } from '#components/ui/section.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';

/** What is being done with a vault, step by step. */
export function VaultJob({ job }: { job: JobView }) {
  const t = useTranslations('vaults.job');
  const kindName = useJobKindName();
  return (
    <Section framed title={t('live', { kind: kindName(job.kind) })}>
      <div className="flex flex-col gap-4">
        {job.state === 'stuck' && (
          <Callout tone="danger" title={job.error && <JobError error={job.error} />}>
            {t('stuck')}
          </Callout>
        )}
        <JobSteps job={job} />
      </div>
    </Section>
  );
}
