import { setTimeout as delay } from 'node:timers/promises';
import { Interrupted } from './interrupted.ts';

const firstPauseMs = 250;
const longestPauseMs = 30_000;
/** Up to this a worker waits itself; for longer the job gives its place to others. */
const longestWaitMs = 1000;

/** The pause before the next try: 250 ms, then three times as long each, 30 s at most. */
export function retryPauseMs(attempts: number): number {
  return Math.min(firstPauseMs * 3 ** (attempts - 1), longestPauseMs);
}

/** Waits for the next try, or throws `Interrupted` when that takes long. */
export async function waitForRetry(attempts: number, signal: AbortSignal): Promise<void> {
  const pauseMs = retryPauseMs(attempts);
  if (pauseMs > longestWaitMs) throw new Interrupted('the next try comes later', pauseMs);
  await delay(pauseMs, undefined, { signal });
}
