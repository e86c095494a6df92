import type { Db } from '#server/db.ts';
import { endSessions } from './end-sessions.ts';

export const sweepSignInsEverySeconds = 300;

/** Deletes expired sessions, which closes what they still hold open, and counts of attempts that have run out. */
export async function sweepSignIns(db: Db, now: Date): Promise<{ sessions: number; counts: number }> {
  const sessions = await endSessions(db, { expiresAt: { lte: now } });
  const { count: counts } = await db.rateLimit.deleteMany({ where: { expire: { lte: now } } });
  return { sessions, counts };
}
