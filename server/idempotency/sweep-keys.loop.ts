import type { Db } from '#server/db.ts';
import { keptSeconds } from './claim.ts';

export const sweepKeysEverySeconds = 600;

/** Forgets the answers that have been kept long enough. */
export async function sweepKeys(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptSeconds * 1000);
  const { count } = await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
  return count;
}
