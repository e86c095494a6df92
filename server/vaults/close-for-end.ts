import { setTimeout as delay } from 'node:timers/promises';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { closeOnNode } from './providers/close-on-node.ts';
import { toVaultError } from './to-vault-error.ts';
import { nodeOf, type VaultRow } from './vault-row.ts';

/** The engine looks at all of its pools now and then, which holds one for a moment. */
const heldTries = 10;
const heldPauseMs = 500;

type Signals = { lease: AbortSignal; signal: AbortSignal };

/** Its device is closed before its pool goes, so that the engine removes names and nothing waits for what is encrypted. */
export async function closeForEnd(vault: VaultRow, { lease, signal }: Signals): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await closeOnNode(nodeOf(vault), { id: vault.id }, { signal: lease });
      return;
    } catch (error) {
      // What is damaged or gone is what is to be destroyed.
      if (isNodeError(error, 'broken', 'absent')) return;
      if (!isNodeError(error, 'busy') || tries === heldTries) throw toVaultError(error, vault);
      await delay(heldPauseMs, undefined, { signal });
    }
  }
}
