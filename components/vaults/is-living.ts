import type { VaultView } from '#server/vaults/schema.ts';

/** Neither destroyed nor about to be: something can still be done with it. */
export function isLiving({ state }: Pick<VaultView, 'state'>): boolean {
  return state !== 'shredding' && state !== 'shredded';
}
