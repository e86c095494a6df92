import { Prisma, type Tx, uniqueViolation } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { Instance } from '#server/incus/instance.ts';
import { recordMended } from '#server/reconcile/record-mended.ts';
import { type IdleRow, isIdle } from './idle-rows.ts';
import { observedState } from './observed-state.ts';

type Observed = Pick<Instance, 'name' | 'statusCode' | 'lastUsedAt'> & { nodeId: string | null };

/**
 * Writes what the engine shows of an instance where it differs from the row: undefined is an instance
 * that is gone. The row must be as it was read and still without a job, or nothing is written. Says whether
 * something was.
 */
export async function saveDifference(
  db: Tx,
  row: IdleRow,
  observed: Observed | undefined,
  now: Date,
): Promise<boolean> {
  const state = observed ? observedState(observed) : 'lost';
  if (state === undefined) return false;
  const name = observed?.name ?? row.name;
  const nodeId = observed?.nodeId ?? row.nodeId;
  if (state === row.state && name === row.name && nodeId === row.nodeId) return false;
  const startedAt = startOf(row, state, observed?.lastUsedAt, now);
  const isSaved = await update(
    db,
    row,
    Prisma.sql`state = ${state}, name = ${name}, "nodeId" = ${nodeId}::uuid,
    "startedAt" = ${startedAt}, "stateReason" = NULL, reason = NULL, "reasonParams" = NULL`,
  );
  if (!isSaved) return false;
  await notifyChange(db, { topic: 'instance', id: row.id, tenantId: row.tenantId });
  if (name !== row.name) await recordNewName(db, row, name);
  return true;
}

async function recordNewName(db: Tx, { id, tenantId, name: former }: IdleRow, name: string): Promise<void> {
  await recordMended(db, {
    kind: 'instance-renamed',
    subjectKey: `instance:${id}`,
    subject: name,
    tenantId,
    instanceId: id,
    details: { changes: [{ what: 'name', is: former, wanted: name }] },
    outcome: 'taken-over',
  });
}

/** The engine notes when it last started an instance. */
function startOf(row: IdleRow, state: string, lastUsedAt: Date | undefined, now: Date): Prisma.Sql {
  if (state !== 'running' && state !== 'frozen') return Prisma.sql`NULL`;
  if (row.state === 'running' || row.state === 'frozen') return Prisma.sql`"startedAt"`;
  return Prisma.sql`${lastUsedAt ?? now}`;
}

async function update(db: Tx, row: IdleRow, changes: Prisma.Sql): Promise<boolean> {
  try {
    const count = await db.$executeRaw`
      UPDATE "Instance" i SET ${changes} WHERE i.id = ${row.id}::uuid AND i.state = ${row.state} AND ${isIdle}`;
    return count > 0;
  } catch (error) {
    // Renamed behind our back to a name that another row has: people must sort that out.
    if (uniqueViolation(error) !== undefined) return false;
    throw error;
  }
}
