import type { Db } from '#server/db.ts';
import { vaultNotes } from './schema.ts';

type Since = {
  since: Date;
  /** Of a process that has just started: whatever is locked may have been locked by a restart before it. */
  isFirst: boolean;
};

/**
 * Vaults in which something may have run when their node went down, beside those that the look at the nodes has found:
 * locked before this process began, opened by somebody for one of many before anybody had looked, or left locked since
 * the KMS did not answer.
 */
export async function listToStartAgain(db: Db, { since, isFirst }: Since): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT v."id" FROM "Vault" v JOIN "Instance" i ON i."vaultId" = v."id" AND i."wantsRunning"
    WHERE v."state" = 'locked' AND (${isFirst} OR 'kms-unreachable' = (
        SELECT j."errorReason" FROM "Job" j WHERE j."instanceId" = i."id" AND j."kind" = 'start-instance'
        ORDER BY j."createdAt" DESC LIMIT 1))
      OR v."state" = 'open' AND EXISTS (SELECT 1 FROM "VaultEvent" e WHERE e."vaultId" = v."id"
        AND e."what" = 'locked' AND e."note" = ${vaultNotes.restarted} AND e."at" >= ${since})`;
  return rows.map(({ id }) => id);
}
