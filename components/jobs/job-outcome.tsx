import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Callout, type CalloutTone } from '#components/ui/callout.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';
import { JobError } from './job-error.tsx';

const tones = {
  failed: 'danger',
  stuck: 'danger',
  undoing: 'warn',
  cancelled: 'info',
} as const satisfies Partial<Record<JobView['state'], CalloutTone>>;

interface JobOutcomeProps {
  job: JobView;
  /** Where to go from here. */
  actions?: ReactNode;
}

/** What a job that did not come to its end leaves behind, and why. Nothing for one that goes well. */
export function JobOutcome({ job, actions }: JobOutcomeProps) {
  const t = useTranslations('jobs.outcome');
  const { state, error, steps } = job;
  if (!(state in tones)) return null;
  const known = state as keyof typeof tones;
  const isLeft = steps.some((step) => step.state === 'left');
  return (
    <div className="mb-6 max-w-3xl">
      <Callout tone={tones[known]} title={error && <JobError error={error} />} actions={actions}>
        {isLeft ? t('left') : known !== 'cancelled' && t(known)}
      </Callout>
    </div>
  );
}
