import type { Prisma, Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';

/** Deletes sessions and says so, which closes what they hold open (terminals, streams). Answers how many. */
export async function endSessions(tx: Tx, where: Prisma.SessionWhereInput): Promise<number> {
  const sessions = await tx.session.findMany({ where, select: { id: true } });
  const ids = sessions.map((session) => session.id);
  await tx.session.deleteMany({ where: { id: { in: ids } } });
  for (const id of ids) await notifyChange(tx, { topic: 'session', id, tenantId: null });
  return ids.length;
}
