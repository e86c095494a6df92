import { setTimeout as delay } from 'node:timers/promises';
import type { Ctx } from '#server/context.ts';
import { lockIdle } from '#server/vaults/lock-idle.ts';
import { tidyLocked } from '#server/vaults/tidy-locked.ts';

const maxTries = 8;
const pauseMs = 250;

/**
 * What the loops of the vaults do every two seconds, here now: they lock those in which nothing runs, and tidy. Says how
 * many were locked. One that somebody only looks at in that moment, as the engine does with all of its pools, is tried again.
 */
export async function lockAtRest({ db, engine, log }: Pick<Ctx, 'db' | 'engine' | 'log'>): Promise<number> {
  let locked = 0;
  for (let tries = 1; ; tries++) {
    let left = 0;
    const counting = Object.create(log, { info: { value: () => left++ } }) as typeof log;
    locked += await lockIdle({ db, engine, log: counting, now: new Date() });
    if (left === 0 || tries === maxTries) break;
    await delay(pauseMs);
  }
  await tidyLocked({ db, engine });
  return locked;
}
