import { useTranslations } from 'next-intl';
import type { VaultView } from '#server/vaults/schema.ts';

type Subject = Pick<VaultView, 'state' | 'keyMode'> &
  Partial<Pick<VaultView, 'heldUntil' | 'shredAfter' | 'lockFailure'>>;

/** What its state means, and what brings it to another one. */
export function useStateAbout() {
  const t = useTranslations('vaults.stateAbout');
  return ({ state, keyMode, heldUntil, shredAfter, lockFailure }: Subject): string =>
    t(state, { opens: shredAfter ? 'never' : keyMode, held: heldUntil || lockFailure ? 'yes' : 'no' });
}
