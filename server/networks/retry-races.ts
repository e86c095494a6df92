import { setTimeout as delay } from 'node:timers/promises';
import { isEngineError } from '#server/incus/engine-error.ts';

const maxAttempts = 6;
const firstPauseMs = 100;
const vanished =
  /Device "[^"]*" does not exist|Cannot find device|No such device|Network (ACL )?not found|Failed to load project/;

/**
 * Tries again when the engine stumbled over somebody else's network. Before it deletes a bridge or a list of
 * rules it looks at all of them, and fails when another one goes away meanwhile (Incus 6.0.4: `Device "…" does
 * not exist`, `Failed getting ACL usage: Network ACL not found`, or `… Failed to load project "…": Project not found`).
 * `change` must look before it acts.
 */
export async function retryRaces(change: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await change();
    } catch (error) {
      const isRace = isEngineError(error) && vanished.test(error.engineMessage);
      if (!isRace || attempt >= maxAttempts) throw error;
      await delay(firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}
