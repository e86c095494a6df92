import { useTranslations } from 'next-intl';
import { useJobKindName } from '#components/jobs/use-job-kind-name.ts';
import { Callout } from '#components/ui/callout.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#server/paths.ts';
import type { FindingView } from '#server/reconcile/schema.ts';

/** The job that is settling it now. */
export function FindingWork({ finding: { job } }: { finding: FindingView }) {
  const t = useTranslations('findings.detail');
  const kindName = useJobKindName();
  if (!job) return null;
  return (
    <div className="mb-6 max-w-3xl">
      <Callout>
        <TextLink href={paths.adminJob(job.id)}>{t('job', { kind: kindName(job.kind) })}</TextLink>
      </Callout>
    </div>
  );
}
