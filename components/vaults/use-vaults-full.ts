import { useErrorText } from '#components/errors/use-error-text.ts';
import type { VaultRoom } from '#server/vaults/schema.ts';

const gib = 1024 ** 3;

/** Why no vault can be made or made larger by so much, in words; undefined when one can. */
export function useVaultsFull() {
  const text = useErrorText();
  return ({ limitBytes, leftBytes }: VaultRoom, leastBytes: number): string | undefined => {
    if (leftBytes >= leastBytes) return undefined;
    return text('quota-vaults', { limit: Math.floor(limitBytes / gib), most: 0 }, null) ?? undefined;
  };
}
