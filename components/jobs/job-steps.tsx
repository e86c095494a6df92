import { useFormatter, useTranslations } from 'next-intl';
import { type ProgressStep, ProgressSteps } from '#components/ui/progress-steps.tsx';
import { isLive } from '#server/jobs/states.ts';
import type { JobStepView, JobView } from '#server/jobs-view/schema.ts';
import { useJobKindName } from './use-job-kind-name.ts';
import { useStepName } from './use-step-name.ts';

type Shown = Pick<JobView, 'kind' | 'state' | 'steps' | 'nextTryAt'>;

/** The steps of a job with their times, as they happen on a page that is live. */
export function JobSteps({ job }: { job: Shown }) {
  const kindName = useJobKindName();
  return <ProgressSteps label={kindName(job.kind)} steps={useSteps(job)} />;
}

const shapes = {
  waiting: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  undoing: 'running',
  undone: 'undone',
  'undo-failed': 'failed',
  left: 'failed',
} as const satisfies Record<JobStepView['state'], ProgressStep['state']>;

function useSteps({ kind, state: jobState, steps, nextTryAt }: Shown): ProgressStep[] {
  const t = useTranslations('jobs');
  const format = useFormatter();
  // Only the step at work rests; the others have had their turn.
  const next =
    nextTryAt &&
    t('stepStates.triesAgain', { at: format.dateTime(new Date(nextTryAt), { timeStyle: 'medium' }) });
  const stepName = useStepName();
  const say = ({ state, note, undoAttempts }: JobStepView) => {
    if (state === 'undoing' || state === 'undo-failed') {
      const tries = undoAttempts > 1 && t('stepStates.undoTries', { count: undoAttempts });
      return [t(`stepStates.${state}`), tries, next].filter(Boolean).join(' · ');
    }
    if (state === 'left') return t('stepStates.left');
    // A job that is being undone goes no further: these steps will not be taken.
    if (state === 'waiting' && (!isLive(jobState) || jobState === 'undoing' || jobState === 'stuck')) {
      return t('stepStates.notReached');
    }
    return state === 'running' ? (next ?? note) : null;
  };
  return steps.map((step) => ({
    key: step.name,
    label: [stepName(step.name, kind), say(step)].filter(Boolean).join(' · '),
    state: shapes[step.state],
    startedAt: step.state === 'running' ? (step.startedAt ?? undefined) : undefined,
    durationMs: durationMs(step),
    error: step.error && step.state !== 'done' ? step.error : undefined,
  }));
}

/** Of a step that was undone the end is that of the undoing: its own time is not known any more. */
function durationMs({ state, startedAt, finishedAt }: JobStepView): number | undefined {
  if (!startedAt || !finishedAt || (state !== 'done' && state !== 'failed')) return undefined;
  return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt));
}
