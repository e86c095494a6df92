import { randomUUID } from 'node:crypto';
import type { Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { Difference } from './difference.ts';

/** An entry that waits for somebody, or the one that is there already seen again; an ignored one stays so. */
export async function recordOpen(tx: Tx, difference: Difference, now: Date): Promise<void> {
  const { kind, subjectKey, subject, tenantId, instanceId = null } = difference;
  const ignored = await tx.finding.updateMany({
    where: { kind, subjectKey, state: 'settled', outcome: 'ignored' },
    data: { seenAt: now },
  });
  if (ignored.count > 0) return;
  const details = JSON.stringify(difference.details);
  // The index lets one open entry of a kind and a thing through, whoever else looks at the same moment.
  const [row] = await tx.$queryRaw<{ id: string; isNew: boolean }[]>`
    INSERT INTO "Finding" ("id", "kind", "subjectKey", "subject", "tenantId", "instanceId", "details", "foundAt", "seenAt")
    VALUES (${randomUUID()}::uuid, ${kind}, ${subjectKey}, ${subject}, ${tenantId}::uuid, ${instanceId}::uuid,
      ${details}::jsonb, ${now}, ${now})
    ON CONFLICT ("kind", "subjectKey") WHERE "state" = 'open'
    DO UPDATE SET "seenAt" = EXCLUDED."seenAt", "details" = EXCLUDED."details", "subject" = EXCLUDED."subject"
    RETURNING "id", (xmax = 0) AS "isNew"`;
  if (row?.isNew) await notifyChange(tx, { topic: 'finding', id: row.id, tenantId: null });
}
