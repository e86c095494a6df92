import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/log.ts';
import { forEachAtOnce } from '#server/tenants/for-each-at-once.ts';
import { bringClosed } from './bring-closed.ts';
import { bySystem } from './record-vault-event.ts';
import { vaultNotes } from './schema.ts';

type Tools = {
  db: Db;
  log: Logger;
  now: Date;
  signal?: AbortSignal | undefined;
  /** Where the state of something inside says nothing, since its job is stuck, the node was asked; and when again. */
  askAgainAt?: Map<string, Date>;
};

/** Each waits for a process on a node and for what its disk has to write. */
const atOnce = 4;
const askAgainMs = 30_000;

/**
 * Locks every open vault in which nothing runs, no job is at work and for which nobody waits; and those whose locking was
 * cut in its middle. One that will not lock holds up no other. Gives how many are locked now.
 */
export async function lockIdle({ db, log, now, signal, askAgainAt }: Tools): Promise<number> {
  const idle = await db.$queryRaw<Idle[]>`
    SELECT v."id", EXISTS (SELECT 1 FROM "Instance" i WHERE i."vaultId" = v."id"
      AND i."state" NOT IN ('stopped', 'failed', 'lost')) AS "isUnsure"
    FROM "Vault" v
    WHERE (v."state" = 'closing' OR v."state" = 'open' AND (v."heldUntil" IS NULL OR v."heldUntil" <= ${now}))
      AND NOT EXISTS (SELECT 1 FROM "Instance" i WHERE i."vaultId" = v."id"
        AND i."state" NOT IN ('stopped', 'failed', 'lost')
        AND NOT EXISTS (SELECT 1 FROM "Job" s WHERE s."instanceId" = i."id" AND s."state" = 'stuck'))
      AND NOT EXISTS (SELECT 1 FROM "Job" j WHERE j."state" IN ('queued', 'running', 'undoing')
        AND (j."subjectKey" IN ('vault:' || v."id", 'tenant:' || v."tenantId")
          OR j."kind" = 'move-instance' AND j."params" #>> '{to,vaultId}' = v."id"::text
          OR j."instanceId" IN (SELECT i."id" FROM "Instance" i WHERE i."vaultId" = v."id")))`;
  let locked = 0;
  let unreachable: unknown;
  await forEachAtOnce(idle.filter(isDue), atOnce, async ({ id: vaultId, isUnsure }) => {
    if (signal?.aborted) return;
    if (isUnsure) askAgainAt?.set(vaultId, new Date(now.getTime() + askAgainMs));
    try {
      await bringClosed(db, { vaultId, by: bySystem, note: vaultNotes.idle, signal });
      locked++;
    } catch (error) {
      // Somebody was quicker, or something in it has just started: the next pass looks again.
      if (!(error instanceof AppError)) unreachable ??= error;
      else log.info({ vaultId, why: error.fullMessage }, 'a vault was not locked');
    }
  });
  // A node that does not answer holds up the vaults of no other.
  if (unreachable) throw unreachable;
  return locked;

  function isDue({ id, isUnsure }: Idle): boolean {
    return !isUnsure || (askAgainAt?.get(id) ?? now) <= now;
  }
}

type Idle = { id: string; isUnsure: boolean };
