import { type Db, openDatabase } from '#server/db.ts';
import { openEngine } from '#server/engine.ts';
import { env } from '#server/env.ts';
import { type ChangeListener, listenChanges } from '#server/events/listen-changes.ts';
import type { Engine } from '#server/incus/engine.ts';
import { createLogger, type Logger } from '#server/log.ts';

export type Installation = { db: Db; engine: Engine; log: Logger; changes: ChangeListener };

const place = Symbol.for('berth.installation');
type Place = { [place]?: Installation };

/**
 * What a process opens once: database, engine, log, changes. Kept on globalThis because the bundler
 * loads this module a second time beside the one of the custom server.
 */
export function installation(): Installation {
  const holder = globalThis as Place;
  holder[place] ??= open();
  return holder[place];
}

function open(): Installation {
  const { DATABASE_URL, LOG_LEVEL } = env();
  const log = createLogger(LOG_LEVEL);
  return {
    db: openDatabase(DATABASE_URL),
    engine: openEngine(log),
    log,
    changes: listenChanges(DATABASE_URL, log),
  };
}
