import type { Db } from '#server/db.ts';
import { passOverAppError } from '#server/errors.ts';
import { beginShred } from './begin-shred.ts';
import { bySystem } from './record-vault-event.ts';

/**
 * Begins the end of every vault whose grace time is over, in which nothing runs and that nothing works on. An open one is
 * locked first, by the loop that tries that until it can be.
 */
export async function endDue(db: Db, now: Date): Promise<void> {
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT v."id" FROM "Vault" v
    WHERE v."shredAfter" <= ${now} AND v."state" IN ('locked', 'broken')
      AND NOT EXISTS (SELECT 1 FROM "Instance" i WHERE i."vaultId" = v."id"
        AND i."state" NOT IN ('stopped', 'failed', 'lost'))
      AND NOT EXISTS (SELECT 1 FROM "Job" j WHERE j."state" IN ('queued', 'running', 'undoing', 'stuck')
        AND (j."subjectKey" = 'vault:' || v."id"
          OR j."instanceId" IN (SELECT i."id" FROM "Instance" i WHERE i."vaultId" = v."id")))`;
  for (const { id } of due) {
    const begin = db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Vault" WHERE "id" = ${id}::uuid FOR UPDATE`;
      const vault = await tx.vault.findUnique({ where: { id }, select: { shredAfter: true } });
      // Taken back in the meantime.
      if (!vault?.shredAfter || vault.shredAfter > now) return;
      await beginShred(tx, id, bySystem);
    });
    // Something has begun in it since it was looked at: the next pass looks again.
    await begin.catch(passOverAppError);
  }
}
