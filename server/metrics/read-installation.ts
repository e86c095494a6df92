import type { Db } from '#server/db.ts';
import { instruments } from './instruments.ts';

/** A worker says every five seconds that it lives. */
export const workerSilenceSeconds = 20;

/** As long as a customer is promised. A process that only looks holds one for less. */
const lockSeconds = 10;

type JobCount = { kind: string; state: string; count: number };
/** Of all that nobody holds, begun or not: also what a dead worker had, and what no worker here knows. */
type Queue = { length: number; parked: number; oldestSeconds: number | null };

/** Reads the numbers that every process tells alike. What has ended long ago is not counted: that takes too long. */
export async function readInstallation(db: Db): Promise<void> {
  const gauges = instruments();
  const [jobs, [queue], findings, workers, unlocked, nodes] = await Promise.all([
    db.$queryRaw<JobCount[]>`
      SELECT "kind", "state", count(*)::int AS "count" FROM "Job"
      WHERE "state" IN ('queued', 'running', 'undoing', 'stuck')
        OR "createdAt" > now() - interval '24 hours'
      GROUP BY 1, 2`,
    db.$queryRaw<Queue[]>`
      SELECT count(*) FILTER (WHERE "runAt" <= now())::int AS "length",
        count(*) FILTER (WHERE "runAt" > now())::int AS "parked",
        extract(epoch FROM now() - min(greatest("createdAt", "runAt", "claimedUntil"))
          FILTER (WHERE "runAt" <= now()))::float AS "oldestSeconds"
      FROM "Job" WHERE "state" IN ('queued', 'running', 'undoing')
        AND ("claimedUntil" IS NULL OR "claimedUntil" < now())`,
    db.finding.groupBy({ by: ['kind'], where: { state: 'open' }, _count: true }),
    db.worker.count({ where: { seenAt: { gt: new Date(Date.now() - workerSilenceSeconds * 1000) } } }),
    db.vault.count({ where: { lockDueAt: { lt: new Date(Date.now() - lockSeconds * 1000) } } }),
    db.node.findMany({ select: { name: true, state: true, poolBytes: true, poolUsedBytes: true } }),
  ]);
  gauges.jobs.reset();
  for (const { kind, state, count } of jobs) gauges.jobs.set({ kind, state }, count);
  gauges.stuck.set(jobs.reduce((sum, { state, count }) => sum + (state === 'stuck' ? count : 0), 0));
  gauges.queueLength.set(queue?.length ?? 0);
  gauges.queueParked.set(queue?.parked ?? 0);
  gauges.queueAge.set(queue?.oldestSeconds ?? 0);
  gauges.findings.reset();
  for (const { kind, _count } of findings) gauges.findings.set({ kind }, _count);
  gauges.workers.set(workers);
  gauges.unlockedVaults.set(unlocked);
  gauges.nodes.reset();
  gauges.poolBytes.reset();
  gauges.poolUsedBytes.reset();
  for (const { name: node, state, poolBytes, poolUsedBytes } of nodes) {
    gauges.nodes.inc({ state });
    gauges.poolBytes.set({ node }, Number(poolBytes));
    gauges.poolUsedBytes.set({ node }, Number(poolUsedBytes));
  }
}
