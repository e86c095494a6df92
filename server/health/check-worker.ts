import type { Db } from '#server/db.ts';
import { workerSilenceSeconds } from '#server/metrics/read-installation.ts';

/** Why nobody takes jobs, or undefined. */
export async function checkWorker(db: Db, now: Date): Promise<string | undefined> {
  const since = new Date(now.getTime() - workerSilenceSeconds * 1000);
  const alive = await db.worker.findMany({
    where: { seenAt: { gt: since } },
    select: { isStopping: true },
  });
  if (alive.length === 0) return `no worker was heard of for ${workerSilenceSeconds} s: jobs wait`;
  return alive.every((worker) => worker.isStopping) ? 'every worker is about to end: jobs wait' : undefined;
}
