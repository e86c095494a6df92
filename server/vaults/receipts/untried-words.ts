import type { VaultKeyMode } from '../schema.ts';

/**
 * Why no old key was tried, if so, and what the node found all the same. Where nothing was seen, the vault may as well lie
 * where the node does not look at present: a receipt must not sound as if that were gone.
 */
export function untriedWords(keyMode: VaultKeyMode, methods: readonly string[]): string | undefined {
  if (!methods.includes('file-deleted')) return 'the node had nothing of it that a key could be tried on';
  if (keyMode !== 'passphrase') return undefined;
  const alone = 'only the customer has the passphrase';
  if (!methods.includes('header-overwritten')) return alone;
  return `${alone}; the node read the file again after overwriting and found nothing that a key could open`;
}
