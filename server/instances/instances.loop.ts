import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { Logger } from '#server/log.ts';
import { startLoop } from '#server/start-loop.ts';
import { reconcileInstances } from './reconcile-instances.ts';
import { watchInstances } from './watch-instances.ts';

type Tools = { db: Db; engine: Engine; log: Logger };

/** Events tell at once, but they can be lost without a word; what they would have told shows within 5 s. */
const everySeconds = 3;
/** However many instances there are, looking takes at most a fifth of the time. */
const restShare = 4;

/** Keeps the states of instances as the engine shows them: by its events, and by a look at them all. */
export function startInstanceLoop(tools: Tools): { stop(): Promise<void> } {
  const watching = watchInstances({ ...tools, log: tools.log.child({ loop: 'instances' }) });
  const looking = startLoop({
    name: 'instances',
    everySeconds,
    log: tools.log,
    run: (signal) => lookAndRest(tools, signal),
  });
  return {
    async stop() {
      await Promise.all([watching.stop(), looking.stop()]);
    },
  };
}

async function lookAndRest(tools: Tools, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  await reconcileInstances(tools, signal);
  const restMs = restShare * (performance.now() - startedAt) - everySeconds * 1000;
  if (restMs > 0) await delay(restMs, undefined, { signal }).catch(() => undefined);
}
