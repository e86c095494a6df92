import type { Db } from '#server/db.ts';
import { forEachAtOnce } from '#server/for-each-at-once.ts';
import type { Engine } from '#server/incus/engine.ts';
import { tidyAfterLock } from './tidy-after-lock.ts';

type Tools = { db: Db; engine: Engine; signal?: AbortSignal | undefined };

const atOnce = 4;

/** Takes away what lies beside vaults that were locked, whoever has locked them: what is left of it by our rows. */
export async function tidyLocked(tools: Tools, { nodeId }: { nodeId?: string } = {}): Promise<void> {
  const node = nodeId ?? null;
  // What was locked last was seen last.
  const left = await tools.db.$queryRaw<{ id: string; lockedAt: Date }[]>`
    SELECT "id", "lockedAt" FROM "Vault"
    WHERE "tidiedAt" IS DISTINCT FROM "lockedAt" AND "lockedAt" IS NOT NULL AND "state" IN ('locked', 'broken')
      AND (${node}::uuid IS NULL OR "nodeId" = ${node}::uuid)
    ORDER BY "lockedAt" DESC`;
  await forEachAtOnce(left, atOnce, async (vault) => {
    if (!tools.signal?.aborted) await tidyAfterLock(tools, vault);
  });
}
