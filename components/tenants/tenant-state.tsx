import { useFormatter, useTranslations } from 'next-intl';
import { useJobKindName } from '#components/jobs/use-job-kind-name.ts';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { StateKind } from '#components/ui/state-mark.tsx';
import type { TenantState as State, TenantDetail } from '#server/tenants/schema.ts';

const kinds = {
  creating: 'working',
  active: 'running',
  suspended: 'suspended',
  deleting: 'working',
  failed: 'failed',
} as const satisfies Record<State, StateKind>;

/** The state in a word, and what is being done while a job is at work, or when it ends. */
export function TenantState({ tenant }: { tenant: Pick<TenantDetail, 'state' | 'job' | 'endAfter'> }) {
  const t = useTranslations('tenants');
  const kindName = useJobKindName();
  const format = useFormatter();
  const { state, job, endAfter } = tenant;
  const ends = endAfter && t('ends', { date: format.dateTime(new Date(endAfter), { dateStyle: 'medium' }) });
  if (!job && !ends) return <StateLabel kind={kinds[state]}>{t(`state.${state}`)}</StateLabel>;
  const isStuck = job?.state === 'stuck';
  return (
    <span className="flex flex-col">
      <StateLabel kind={isStuck ? 'failed' : kinds[state]}>{t(`state.${state}`)}</StateLabel>
      <span className="ps-4.5 text-xs text-ink-3">
        {isStuck ? t('stuck') : job ? kindName(job.kind) : ends}
      </span>
    </span>
  );
}
