import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import { subscribeEvents } from '#server/incus/subscribe-events.ts';
import type { Logger } from '#server/log.ts';
import { startLoop } from '#server/start-loop.ts';
import { concernsUs } from './concerns-us.ts';
import { reconcile } from './reconcile.ts';
import { Sightings } from './sightings.ts';

type Tools = { db: Db; engine: Engine; log: Logger };
type Options = { everySeconds?: number; graceSeconds?: number; calmMs?: number };

/** On a busy engine looking takes at most a fifth of the time, and yet what happened is seen in a while. */
const restShare = 4;
const longestRestMs = 15_000;

/**
 * Compares everything of ours with the engine: every minute, and soon after the engine tells of a change.
 * Events come in flocks, so a pass gathers them for a moment, and rests for some times as long as the last one took.
 */
export function startReconcileLoop(
  tools: Tools,
  { everySeconds = 60, graceSeconds, calmMs = 1000 }: Options = {},
): { stop(): Promise<void> } {
  const sightings = new Sightings(graceSeconds);
  let tookMs = 0;
  let timer: NodeJS.Timeout | undefined;
  const looking = startLoop({
    name: 'reconcile',
    everySeconds,
    log: tools.log,
    run: async (signal) => {
      const startedAt = performance.now();
      await reconcile(tools, { sightings, signal });
      tookMs = performance.now() - startedAt;
    },
  });
  const soon = () => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        looking.wake();
      },
      Math.max(calmMs, Math.min(restShare * tookMs, longestRestMs)),
    );
  };
  const subscription = subscribeEvents(tools.engine, {
    types: ['lifecycle'],
    onEvent: (event) => {
      if (event.type === 'lifecycle' && concernsUs(event)) soon();
    },
    onConnect: soon,
  });
  return {
    async stop() {
      clearTimeout(timer);
      subscription.close();
      await looking.stop();
    },
  };
}
