import { setTimeout as delay } from 'node:timers/promises';
import type { Ctx } from '#server/context.ts';
import { startLoop } from '#server/start-loop.ts';
import { lockIdle, newLockMemory } from './lock-idle.ts';

type Tools = Pick<Ctx, 'db' | 'engine' | 'log'>;

/** A stop shows in the row within some seconds; with this, the key is gone well within ten. */
const everySeconds = 2;

/** Keeps vaults locked when nothing in them runs. Nothing else is done here: ten seconds are promised. */
export function startVaultLoop({ db, engine, log }: Tools): { stop(): Promise<void> } {
  const memory = newLockMemory();
  /** A node may take its time with some: the next pass looks for others meanwhile. */
  const underWay = new Set<Promise<unknown>>();
  const failures: unknown[] = [];
  const loop = startLoop({
    name: 'vaults',
    everySeconds,
    log,
    async run(signal) {
      const ended = lockIdle({ db, engine, log, now: new Date(), signal, memory })
        .catch((error: unknown) => failures.push(error))
        .finally(() => underWay.delete(ended));
      underWay.add(ended);
      await Promise.race([ended, delay(everySeconds * 1000)]);
      // Also that of a former pass, which was not waited for.
      if (failures.length > 0) throw failures.splice(0)[0];
    },
  });
  return {
    async stop() {
      await loop.stop();
      await Promise.all(underWay);
    },
  };
}
