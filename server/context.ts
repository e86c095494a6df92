import type { Actor } from '#server/auth/actor.ts';
import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { Logger } from '#server/log.ts';

/** What every verb gets first: who asks, and what it may touch. */
export type Ctx = {
  actor: Actor;
  db: Db;
  engine: Engine;
  log: Logger;
  now: () => Date;
  requestId: string;
  ip?: string | undefined;
  /** Under an Idempotency-Key: what `make` gave the first call with it, for verbs that act on the engine themselves. */
  draft?: (make: () => string) => Promise<string>;
};
