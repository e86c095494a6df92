import { setTimeout as delay } from 'node:timers/promises';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { closeOnNode } from './providers/close-on-node.ts';
import { toVaultError } from './to-vault-error.ts';
import { nodeOf, type VaultRow } from './vault-row.ts';

type Options = {
  /** Ends what the node is at. */
  lease: AbortSignal;
  /** Ends the waiting between two tries. */
  signal: AbortSignal;
  /** The engine looks at all of its pools now and then, which holds one for a moment: so often it is tried. */
  tries?: number;
};

const heldPauseMs = 500;

/**
 * The key leaves the kernel of the node, in whatever state the vault is and without a word of it in its row: of one that
 * is broken the next look tells how it is, and one that ends is closed before its pool goes, so that the engine removes
 * names and nothing waits for what is encrypted. What is damaged or gone is closed.
 */
export async function closeAnyhow(vault: VaultRow, { lease, signal, tries = 1 }: Options): Promise<void> {
  for (let left = tries; ; left--) {
    try {
      await closeOnNode(nodeOf(vault), { id: vault.id }, { signal: lease });
      return;
    } catch (error) {
      if (isNodeError(error, 'broken', 'absent')) return;
      if (!isNodeError(error, 'busy') || left <= 1) throw toVaultError(error, vault);
      await delay(heldPauseMs, undefined, { signal });
    }
  }
}
