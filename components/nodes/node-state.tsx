import { useTranslations } from 'next-intl';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { StateKind } from '#components/ui/state-mark.tsx';
import type { NodeState as State } from '#server/nodes/schema.ts';

const marks = {
  online: 'running',
  offline: 'failed',
  unknown: 'stopped',
} as const satisfies Record<State, StateKind>;

export function NodeState({ state }: { state: State }) {
  const t = useTranslations('nodes.states');
  return <StateLabel kind={marks[state]}>{t(state)}</StateLabel>;
}
