import type { Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { Outcome } from './schema.ts';

type Input = { findingId: string; actorName: string };

/** The entry says what a job has done about it, and for whom. */
export async function settleFinding(
  tx: Tx,
  { findingId: id, actorName }: Input,
  outcome: Outcome,
): Promise<void> {
  const data = { state: 'settled', outcome, actorName, closedAt: new Date() };
  await tx.finding.updateMany({ where: { id, state: { in: ['open', 'gone'] } }, data });
  await notifyChange(tx, { topic: 'finding', id, tenantId: null });
}
