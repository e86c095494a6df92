import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import { subscribeEvents } from '#server/incus/subscribe-events.ts';
import type { Logger } from '#server/log.ts';
import { startLoop } from '#server/start-loop.ts';
import { syncImages } from './sync-images.ts';
import { warmImages } from './warm-images.ts';

type Input = { db: Db; engine: Engine; log: Logger };

/**
 * Keeps the list of images as the engine has them, by its events and by a look now and then; and has each of them
 * unpacked where instances are made of it.
 */
export function startImageLoop({ db, engine, log }: Input): { stop(): Promise<void> } {
  const rests = new Map<string, number>();
  const warming = startLoop({
    name: 'warm-images',
    everySeconds: 60,
    log,
    run: (signal) => warmImages({ db, engine, log, rests, signal }),
  });
  const looking = startLoop({
    name: 'images',
    everySeconds: 30,
    log,
    run: async (signal) => {
      const hasChanged = await syncImages({ db, engine, signal });
      if (hasChanged) warming.wake();
    },
  });
  const subscription = subscribeEvents(engine, {
    types: ['lifecycle'],
    onEvent: (event) => {
      if (event.type === 'lifecycle' && event.action.startsWith('image-')) looking.wake();
    },
  });
  return {
    async stop() {
      subscription.close();
      await looking.stop();
      await warming.stop();
    },
  };
}
