import { useTranslations } from 'next-intl';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { StateKind } from '#components/ui/state-mark.tsx';
import type { FindingView, FindingState as State } from '#server/reconcile/schema.ts';

const marks = {
  open: 'failed',
  mended: 'running',
  settled: 'running',
  gone: 'stopped',
} as const satisfies Record<State, StateKind>;

/** The state in a word, or better what was done. */
export function FindingState({ finding }: { finding: Pick<FindingView, 'state' | 'outcome' | 'job'> }) {
  const t = useTranslations('findings');
  const { state, outcome, job } = finding;
  return (
    <StateLabel kind={job ? 'working' : marks[state]}>
      {outcome && state !== 'open' && state !== 'gone' ? t(`outcomes.${outcome}`) : t(`states.${state}`)}
    </StateLabel>
  );
}
