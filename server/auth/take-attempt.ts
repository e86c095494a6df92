import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { Limit } from './limits.ts';

/**
 * Counts an attempt before it is made, so that a hundred at once count as a hundred. Answers the
 * seconds to wait where there were too many, else 0.
 */
export async function takeAttempt(db: Db, limit: Limit, key: string): Promise<number> {
  try {
    await limiter(db, limit).consume(key);
    return 0;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw error;
  }
}

/** The same, as a refusal. Throws `rate-limited` with the minutes to wait. */
export async function refuseTooMany(db: Db, limit: Limit, key: string): Promise<void> {
  const seconds = await takeAttempt(db, limit, key);
  if (seconds > 0) {
    throw new AppError('rate-limited', 'too-many-attempts', { minutes: Math.ceil(seconds / 60) });
  }
}

export async function giveBackAttempt(db: Db, limit: Limit, key: string): Promise<void> {
  await limiter(db, limit).reward(key);
}

export async function forgetAttempts(db: Db, limit: Limit, key: string): Promise<void> {
  await limiter(db, limit).delete(key);
}

/** Holds no state of its own and no timer: the rows are the truth, a loop sweeps them. */
function limiter(db: Db, limit: Limit): RateLimiterPrisma {
  return new RateLimiterPrisma({
    storeClient: db,
    tableName: 'rateLimit',
    keyPrefix: limit.name,
    points: limit.points,
    duration: limit.seconds,
    blockDuration: limit.blockSeconds ?? 0,
    clearExpiredByTimeout: false,
  });
}
