import { setTimeout as delay } from 'node:timers/promises';
import { isEngineError } from '#server/incus/engine-error.ts';

const pauseMs = 250;
const patienceSeconds = 60;

/**
 * Tries again as long as the engine says `conflict`: another operation holds the instance, for example
 * one whose answer was lost. `act` observes first, so it ends as soon as there is nothing left to do.
 */
export async function untilSettled<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const deadline = performance.now() + patienceSeconds * 1000;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isEngineError(error, 'conflict') || performance.now() > deadline) throw error;
      await delay(pauseMs, undefined, { signal });
    }
  }
}
