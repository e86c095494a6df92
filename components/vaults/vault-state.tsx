import { useTranslations } from 'next-intl';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { StateKind } from '#components/ui/state-mark.tsx';
import type { VaultState as State } from '#server/vaults/schema.ts';

const kinds = {
  creating: 'working',
  open: 'unlocked',
  closing: 'working',
  locked: 'locked',
  opening: 'working',
  shredding: 'working',
  shredded: 'stopped',
  broken: 'failed',
} as const satisfies Record<State, StateKind>;

/** A closed lock, an open one, or what keeps it from being either; with its word. */
export function VaultState({ state }: { state: State }) {
  const t = useTranslations('vaults.state');
  return <StateLabel kind={kinds[state]}>{t(state)}</StateLabel>;
}
