import { sweepSignIns, sweepSignInsEverySeconds } from '#server/auth/sweep-sign-ins.loop.ts';
import { startWorkloadLoop } from '#server/deployments/workloads.loop.ts';
import { env } from '#server/env.ts';
import { sweepKeys, sweepKeysEverySeconds } from '#server/idempotency/sweep-keys.loop.ts';
import { startImageLoop } from '#server/images/image.loop.ts';
import type { Installation } from '#server/installation.ts';
import { startInstanceLoop } from '#server/instances/instances.loop.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker } from '#server/jobs/start-worker.ts';
import { alertStuckJobs, alertStuckJobsEverySeconds } from '#server/jobs-view/alert-stuck-jobs.loop.ts';
import { startMeteringLoop } from '#server/metering/metering.loop.ts';
import { startNodeLoop } from '#server/nodes/node.loop.ts';
import { startReconcileLoop } from '#server/reconcile/reconcile.loop.ts';
import { startLoop } from '#server/start-loop.ts';
import { systemCtx } from '#server/system-ctx.ts';
import { jobObserver } from '#server/telemetry/job-observer.ts';
import { startTenantLoop } from '#server/tenants/tenants.loop.ts';
import { startUploadLoop } from '#server/uploads/uploads.loop.ts';
import { mailReceipts, mailReceiptsEverySeconds } from '#server/vaults/mail-receipts.loop.ts';
import { startVaultTidy } from '#server/vaults/vault-tidy.loop.ts';
import { startVaultWatch } from '#server/vaults/vault-watch.loop.ts';
import { startVaultLoop } from '#server/vaults/vaults.loop.ts';
import { version } from '#server/version.ts';

type Stoppable = { stop(): Promise<void> };

/** Everything that works without being asked by a request: the jobs and the loops. */
export async function startWork({ db, engine, log }: Installation): Promise<Stoppable> {
  const { DATABASE_URL, BERTH_WORKER_CONCURRENCY: concurrency } = env();
  const { BERTH_DRAIN_SECONDS: drainSeconds, BERTH_LEASE_SECONDS: leaseSeconds } = env();
  const options = { concurrency, drainSeconds, leaseSeconds, version: version() };
  const tools = { db, engine, log };
  const parts: Stoppable[] = [
    await startWorker(DATABASE_URL, jobKinds, { db, log, tools: { engine }, observer: jobObserver }, options),
    startInstanceLoop(tools),
    startNodeLoop(tools),
    startImageLoop(tools),
    startMeteringLoop(tools),
    startReconcileLoop(tools),
    startVaultLoop(tools),
    startVaultTidy(tools),
    startVaultWatch(tools),
    startTenantLoop(tools),
    startUploadLoop(tools),
    startWorkloadLoop(tools),
    startLoop({
      name: 'sign-ins',
      everySeconds: sweepSignInsEverySeconds,
      log,
      run: async () => void (await sweepSignIns(db, new Date())),
    }),
    startLoop({
      name: 'idempotency-keys',
      everySeconds: sweepKeysEverySeconds,
      log,
      run: async () => void (await sweepKeys(db, new Date())),
    }),
    startLoop({
      name: 'stuck-jobs',
      everySeconds: alertStuckJobsEverySeconds,
      log,
      run: () => alertStuckJobs(systemCtx(tools)),
    }),
    startLoop({
      name: 'receipt-mails',
      everySeconds: mailReceiptsEverySeconds,
      log,
      run: () => mailReceipts(systemCtx(tools)),
    }),
  ];
  log.info(options, 'worker started');
  return {
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}
