import type { Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';

/** What a person may do has changed: whatever their sessions hold open is looked at again at once. */
export async function recheckSessions(tx: Tx, userId: string): Promise<void> {
  const sessions = await tx.session.findMany({ where: { userId }, select: { id: true } });
  for (const { id } of sessions) await notifyChange(tx, { topic: 'session', id, tenantId: null });
}
