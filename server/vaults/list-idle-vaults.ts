import type { Db } from '#server/db.ts';

export type IdleVault = {
  id: string;
  nodeName: string;
  state: 'open' | 'closing';
  isUnsure: boolean;
};

/**
 * Vaults that should be locked by what our rows say. `isUnsure`: the job of something inside is stuck, and its row says
 * nothing of what runs. One whose end is due is held open for nobody. A suspension only stops what runs: vaults are
 * locked while it goes on.
 */
export async function listIdleVaults(db: Db, now: Date): Promise<IdleVault[]> {
  return db.$queryRaw<IdleVault[]>`
    SELECT v."id", n."name" AS "nodeName", v."state", EXISTS (SELECT 1 FROM "Instance" i WHERE i."vaultId" = v."id"
      AND i."state" NOT IN ('stopped', 'failed', 'lost')) AS "isUnsure"
    FROM "Vault" v JOIN "Node" n ON n."id" = v."nodeId"
    WHERE (v."state" = 'closing' OR v."state" = 'open' AND (v."heldUntil" IS NULL OR v."heldUntil" <= ${now}
        OR v."shredAfter" <= ${now}))
      AND NOT EXISTS (SELECT 1 FROM "Instance" i WHERE i."vaultId" = v."id"
        AND i."state" NOT IN ('stopped', 'failed', 'lost')
        AND NOT EXISTS (SELECT 1 FROM "Job" s WHERE s."instanceId" = i."id" AND s."state" = 'stuck'))
      AND NOT EXISTS (SELECT 1 FROM "Job" j WHERE j."state" IN ('queued', 'running', 'undoing')
        AND (j."subjectKey" = 'vault:' || v."id"
          OR j."subjectKey" = 'tenant:' || v."tenantId" AND (j."kind" <> 'suspend-tenant' OR j."state" = 'undoing')
          OR j."kind" = 'move-instance' AND j."params" #>> '{to,vaultId}' = v."id"::text
          OR j."instanceId" IN (SELECT i."id" FROM "Instance" i WHERE i."vaultId" = v."id")))`;
}
