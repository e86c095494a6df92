import { setTimeout as delay } from 'node:timers/promises';
import type { Json } from '#server/jobs/define-job.ts';
import { Interrupted } from '#server/jobs/interrupted.ts';

/** So long a worker's place is held for something that is on its way, which most of it needs. */
const holdMs = 20_000;
const longestPauseMs = 5000;

/** How far a wait has come; `since`, in ms, is when it began. */
export type Reached = { since: number; [key: string]: Json };

export function holdsPlace({ since }: Reached): boolean {
  return Date.now() - since < holdMs;
}

/**
 * The pause before the next look. What takes long gives its place to others meanwhile, by `Interrupted`, for a tenth of
 * what it has taken: hardly anything is seen late for that, and no customer's slow thing holds up anybody else's.
 */
export async function lookLater(reached: Reached, everyMs: number, signal: AbortSignal): Promise<void> {
  if (holdsPlace(reached)) return void (await delay(everyMs, undefined, { signal }));
  const pauseMs = Math.min((Date.now() - reached.since) / 10, longestPauseMs);
  throw new Interrupted('it is looked at again later', pauseMs, reached);
}
