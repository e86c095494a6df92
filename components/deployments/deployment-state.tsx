import { useTranslations } from 'next-intl';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { StateKind } from '#components/ui/state-mark.tsx';
import type { DeploymentState as State } from '#server/deployments/schema.ts';

const kinds = {
  waiting: 'working',
  deploying: 'working',
  current: 'running',
  former: 'stopped',
  failed: 'failed',
  returned: 'failed',
} as const satisfies Record<State, StateKind>;

export function DeploymentState({ state }: { state: State }) {
  const t = useTranslations('deployments.state');
  return <StateLabel kind={kinds[state]}>{t(state)}</StateLabel>;
}
