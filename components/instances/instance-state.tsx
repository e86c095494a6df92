import { useTranslations } from 'next-intl';
import { useStepName } from '#components/jobs/use-step-name.ts';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { StateKind } from '#components/ui/state-mark.tsx';
import type { InstanceView, InstanceState as State } from '#server/instances/schema.ts';
import { useDoing } from './use-doing.ts';

type Shown = Pick<InstanceView, 'state' | 'job'> & { tenant: Pick<InstanceView['tenant'], 'state'> };

const kinds = {
  creating: 'working',
  running: 'running',
  stopped: 'stopped',
  frozen: 'suspended',
  failed: 'failed',
  lost: 'failed',
} as const satisfies Record<State, StateKind>;

/** The state in a word, or what is being done with its step while a job is at work. */
export function InstanceState({ instance }: { instance: Shown }) {
  const t = useTranslations('instances');
  if (instance.job) return <Working job={instance.job} />;
  const isSuspended = instance.tenant.state === 'suspended' && instance.state === 'stopped';
  if (isSuspended) return <StateLabel kind="suspended">{t('state.suspended')}</StateLabel>;
  return <StateLabel kind={kinds[instance.state]}>{t(`state.${instance.state}`)}</StateLabel>;
}

function Working({ job }: { job: NonNullable<InstanceView['job']> }) {
  const t = useTranslations('instances');
  const tJobs = useTranslations('jobs');
  const stepName = useStepName();
  const doing = useDoing();
  const isStuck = job.state === 'stuck';
  return (
    <span className="flex flex-col">
      <StateLabel kind={isStuck ? 'failed' : 'working'}>{doing(job)}</StateLabel>
      {job.queuePosition !== null && (
        <span className="block ps-4.5 text-xs text-ink-3 tabular-nums">
          {tJobs('queue.place', { position: job.queuePosition })}
        </span>
      )}
      {job.step && job.steps > 1 && !isStuck && (
        <span className="block max-w-38 truncate ps-4.5 text-xs text-ink-3">
          {t('progress', {
            step: stepName(job.step),
            done: Math.min(job.doneSteps + 1, job.steps),
            count: job.steps,
          })}
        </span>
      )}
    </span>
  );
}
