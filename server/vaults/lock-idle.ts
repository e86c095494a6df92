import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/log.ts';
import { bringClosed } from './bring-closed.ts';
import { bySystem } from './record-vault-event.ts';
import { vaultNotes } from './schema.ts';

type Tools = { db: Db; log: Logger; now: Date; signal?: AbortSignal | undefined };

/** Locks every open vault in which nothing runs, no job is at work and for which nobody waits. One that will not lock holds up no other. */
export async function lockIdle({ db, log, now, signal }: Tools): Promise<number> {
  const idle = await db.$queryRaw<{ id: string }[]>`
    SELECT v."id" FROM "Vault" v
    WHERE v."state" = 'open' AND (v."heldUntil" IS NULL OR v."heldUntil" <= ${now})
      AND NOT EXISTS (SELECT 1 FROM "Instance" i WHERE i."vaultId" = v."id"
        AND i."state" NOT IN ('stopped', 'failed', 'lost'))
      AND NOT EXISTS (SELECT 1 FROM "Job" j WHERE j."state" IN ('queued', 'running', 'undoing')
        AND (j."subjectKey" IN ('vault:' || v."id", 'tenant:' || v."tenantId")
          OR j."instanceId" IN (SELECT i."id" FROM "Instance" i WHERE i."vaultId" = v."id")))`;
  let locked = 0;
  let unreachable: unknown;
  for (const { id: vaultId } of idle) {
    if (signal?.aborted) break;
    try {
      await bringClosed(db, { vaultId, by: bySystem, note: vaultNotes.idle, signal });
      locked++;
    } catch (error) {
      // Somebody was quicker, or something in it has just started: the next pass looks again.
      if (!(error instanceof AppError)) unreachable ??= error;
      else log.info({ vaultId, why: error.message }, 'a vault was not locked');
    }
  }
  // A node that does not answer holds up the vaults of no other.
  if (unreachable) throw unreachable;
  return locked;
}
