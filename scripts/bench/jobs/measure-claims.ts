import type { Db } from '#server/db.ts';
import { claimJobs } from '#server/jobs/claim-jobs.ts';

const workers = 4;
const kind = 'bench-claim';

/** Jobs claimed in a second by workers that take one at a time, and as a reference plain updates by the key. */
export async function measureClaims(db: Db, tenantId: string, count: number) {
  await db.$executeRaw`
    INSERT INTO "Job" ("id", "kind", "tenantId", "subject", "subjectKey", "params", "turn")
    SELECT gen_random_uuid(), ${kind}, ${tenantId}::uuid, 'claim', 'claim:' || n, '{}', n
    FROM generate_series(1, ${count}::int) n`;
  const claims = await perSecond(count, async (worker) => {
    const input = { workerId: `bench ${worker}`, leaseSeconds: 600, limit: 1, known: [`${kind}:1`] };
    return (await claimJobs(db, input)).length > 0;
  });
  const rows = await db.job.findMany({ where: { kind }, select: { id: true } });
  const updates = await perSecond(count, async () => {
    const row = rows.pop();
    if (!row) return false;
    await db.$executeRaw`UPDATE "Job" SET "claimedBy" = 'again', "claimedUntil" = now() WHERE "id" = ${row.id}::uuid`;
    return true;
  });
  await db.job.deleteMany({ where: { kind } });
  return { claims, updates };
}

async function perSecond(count: number, take: (worker: number) => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  const work = async (_: unknown, worker: number) => {
    while (await take(worker));
  };
  await Promise.all(Array.from({ length: workers }, work));
  return count / ((performance.now() - startedAt) / 1000);
}
