import type { VaultView } from '#server/vaults/schema.ts';

/** Its destruction has not begun: something can still be done with it. */
export function isLiving({ state, shredBegunAt }: Pick<VaultView, 'state' | 'shredBegunAt'>): boolean {
  return state !== 'shredding' && state !== 'shredded' && shredBegunAt === null;
}
