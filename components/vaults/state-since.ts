import type { VaultView } from '#server/vaults/schema.ts';

/** Since when it has been open or locked; null in every other state, and before it was either. */
export function stateSince({
  state,
  openedAt,
  lockedAt,
}: Pick<VaultView, 'state' | 'openedAt' | 'lockedAt'>): string | null {
  if (state === 'open') return openedAt;
  return state === 'locked' ? lockedAt : null;
}
