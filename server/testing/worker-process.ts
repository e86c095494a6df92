import { openDatabase } from '#server/db.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { jobKinds } from '#server/job-kinds.ts';
import type { AnyJob } from '#server/jobs/define-job.ts';
import { startWorker } from '#server/jobs/start-worker.ts';
import { createLogger } from '#server/log.ts';
import type { Tools } from '#server/tools.ts';
import { type KillPoint, withKillPoint } from './kill-point.ts';
import { failAfter } from './vary-job.ts';

/**
 * A worker in a process of its own, for tests that kill it. It is started in advance, waits to be told what to do,
 * and takes whatever jobs wait in that database.
 */
export type WorkerOrder = {
  databaseUrl: string;
  engineUrl: string;
  kind: string;
  /** The step that fails when it has acted, so that there is something to undo. */
  failsAfter?: number | undefined;
  /** It kills itself there; undefined: it works until somebody else kills it. */
  killPoint?: KillPoint | undefined;
  leaseSeconds: number;
};

process.on('message', (order: WorkerOrder) => void work(order));
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function work(order: WorkerOrder): Promise<void> {
  const db = openDatabase(order.databaseUrl, 4);
  const engine = connectEngine({ url: order.engineUrl });
  const log = createLogger('silent');
  const kinds = new Map([[order.kind, orderedJob(order)]]);
  const options = { leaseSeconds: order.leaseSeconds, concurrency: 1 };
  await startWorker(order.databaseUrl, kinds, { db, log, tools: { engine } }, options);
}

function orderedJob({ kind, failsAfter, killPoint }: WorkerOrder): AnyJob<Tools> {
  const job = jobKinds.get(kind);
  if (!job) throw new Error(`there is no kind of job ${kind}`);
  const variant = failsAfter === undefined ? job : failAfter(job, failsAfter);
  return killPoint ? withKillPoint(variant, killPoint, killSelf) : variant;
}

async function killSelf(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}
