import type { Db } from '#server/db.ts';
import { env } from '#server/env.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { Logger } from '#server/log.ts';
import { startLoop } from '#server/start-loop.ts';
import { syncNodes } from './sync-nodes.ts';

type Input = { db: Db; engine: Engine; log: Logger };

/** Keeps the nodes as the engine shows them: state, capacity, and what they can run. */
export function startNodeLoop({ db, engine, log }: Input): { stop(): Promise<void> } {
  const pool = env().BERTH_POOL;
  return startLoop({
    name: 'nodes',
    everySeconds: 15,
    log,
    run: (signal) => syncNodes({ db, engine, pool, now: new Date(), signal }),
  });
}
