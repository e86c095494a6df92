import type { Tx } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { WorkloadView } from './workload-schema.ts';

/** Writes what was seen, and tells the pages when it differs from what was written. */
export async function saveWorkload(
  db: Tx,
  { id, tenantId }: { id: string; tenantId: string },
  seen: WorkloadView,
): Promise<void> {
  const count = await db.$executeRaw`
    UPDATE "Instance" SET "workload" = ${JSON.stringify(seen)}::jsonb
    WHERE "id" = ${id}::uuid AND "workload" IS DISTINCT FROM ${JSON.stringify(seen)}::jsonb`;
  if (count > 0) await notifyChange(db, { topic: 'instance', id, tenantId });
}
