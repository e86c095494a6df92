import { useTranslations } from 'next-intl';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { StateKind } from '#components/ui/state-mark.tsx';
import type { JobState } from '#server/jobs/states.ts';
import type { JobView } from '#server/jobs-view/schema.ts';

const marks = {
  queued: 'suspended',
  running: 'working',
  undoing: 'working',
  done: 'running',
  failed: 'failed',
  cancelled: 'stopped',
  stuck: 'failed',
} as const satisfies Record<JobState, StateKind>;

type Shown = Pick<JobView, 'state' | 'cancelRequestedAt' | 'queuePosition'>;

/** The state in a word; below it the place in the queue of one that waits. */
export function JobStateLabel({ job: { state, cancelRequestedAt, queuePosition } }: { job: Shown }) {
  const t = useTranslations('jobs');
  const isCancelling = cancelRequestedAt !== null && (state === 'queued' || state === 'running');
  return (
    <span className="inline-flex flex-col">
      <StateLabel kind={isCancelling ? 'working' : marks[state]}>
        {isCancelling ? t('cancel.state') : t(`states.${state}`)}
      </StateLabel>
      {queuePosition !== null && (
        <span className="ps-4.5 text-xs text-ink-3 tabular-nums">
          {t('queue.place', { position: queuePosition })}
        </span>
      )}
    </span>
  );
}
