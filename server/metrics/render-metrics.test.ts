import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#server/db.ts';
import { openDatabase } from '#server/db.ts';
import { jobObserver } from '#server/telemetry/job-observer.ts';
import { observeEngineCall } from '#server/telemetry/observe-engine-call.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { renderMetrics } from './render-metrics.ts';

let opened: TestCtx;
let db: Db;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

beforeAll(async () => {
  opened = await openTestCtx();
  db = opened.ctx.db;
});
afterAll(() => opened?.close());

async function lines(from = db): Promise<string[]> {
  return (await renderMetrics(from, opened.ctx.log)).text.split('\n');
}
function numberOf(all: string[], name: string): number {
  return Number(
    all
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')
      .at(-1),
  );
}

test('tells of the jobs at hand, the queue, the workers and the findings', async () => {
  const waiting = { state: 'queued', startedAt: null, finishedAt: null };
  await makeJob(db, { ...waiting, createdAt: ago(90), runAt: ago(90) });
  await makeJob(db, { ...waiting, createdAt: ago(30), runAt: ago(30) });
  const begun = { state: 'running', finishedAt: null, createdAt: ago(300), runAt: ago(300) };
  // It rests before its next try; one worker has died with its job, another is at work.
  await makeJob(db, { ...begun, runAt: ago(-60) });
  await makeJob(db, { ...begun, state: 'undoing', claimedBy: 'gone', claimedUntil: ago(150) });
  await makeJob(db, { ...begun, claimedBy: 'alive', claimedUntil: ago(-30) });
  await makeJob(db, { state: 'stuck', kind: 'delete-instance', createdAt: ago(9 * 86_400) });
  await makeJob(db, { createdAt: ago(60) });
  await makeJob(db, { createdAt: ago(2 * 86_400) });
  const worker = { host: 'here', version: '1' };
  await db.worker.createMany({
    data: [
      { id: 'alive', ...worker },
      { id: 'gone', ...worker, seenAt: ago(60) },
    ],
  });
  const finding = { kind: 'limits-drifted', subject: 'web-1' };
  await db.finding.createMany({
    data: [
      { ...finding, subjectKey: 'a' },
      { ...finding, subjectKey: 'b', state: 'mended' },
    ],
  });
  const pool = { poolBytes: 100, poolUsedBytes: 86 };
  await db.node.create({ data: { name: 'node-1', state: 'online', ...pool } });
  await db.node.create({ data: { name: 'node-2', state: 'offline', ...pool } });
  const lockFailure = { reason: 'vault-held', params: {}, message: 'held', forOperators: null };
  const { nodeId } = await makeVault(db, { state: 'open', lockDueAt: ago(11), lockFailure });
  await makeVault(db, { nodeId, state: 'open', lockDueAt: ago(5), lockFailure });
  await makeVault(db, { nodeId, state: 'open' });
  const all = await lines();
  expect(numberOf(all, 'berth_vaults_lock_overdue')).toBe(1);
  expect(all).toContain('berth_nodes{state="offline"} 1');
  expect(all).toContain('berth_node_pool_used_bytes{node="node-1"} 86');
  expect(all).toContain('berth_jobs{kind="start-instance",state="queued"} 2');
  expect(all).toContain('berth_jobs{kind="start-instance",state="running"} 2');
  expect(all).toContain('berth_jobs{kind="start-instance",state="done"} 1');
  expect(all).toContain('berth_jobs{kind="delete-instance",state="stuck"} 1');
  expect(all).toContain('berth_findings_open{kind="limits-drifted"} 1');
  expect(numberOf(all, 'berth_queue_length')).toBe(3);
  expect(numberOf(all, 'berth_queue_parked')).toBe(1);
  expect(numberOf(all, 'berth_queue_oldest_seconds')).toBeGreaterThanOrEqual(149);
  expect(numberOf(all, 'berth_queue_oldest_seconds')).toBeLessThan(200);
  expect(numberOf(all, 'berth_jobs_stuck')).toBe(1);
  expect(numberOf(all, 'berth_workers_alive')).toBe(1);
  expect(numberOf(all, 'berth_database_up')).toBe(1);
});

test('tells of calls and steps without naming anybody', async () => {
  const call = { method: 'GET', path: '/1.0/instances/secret-shop/state', project: 'bt-secret-shop' };
  observeEngineCall(opened.ctx.log, { ...call, status: 200, durationMs: 12 });
  observeEngineCall(opened.ctx.log, { ...call, status: 503, durationMs: 12, error: 'busy' });
  jobObserver.stepEnded('start-instance', 'start', 'retried', 0.2);
  jobObserver.jobEnded('start-instance', 'done', 1.5);
  const all = await lines();
  const route = 'method="GET",route="/1.0/instances/{name}/state"';
  expect(all).toContain(`berth_engine_call_seconds_count{${route},status="200"} 1`);
  expect(all).toContain(`berth_engine_call_errors_total{${route},status="503"} 1`);
  expect(all).toContain('berth_job_step_retries_total{kind="start-instance",step="start"} 1');
  expect(all).toContain('berth_job_seconds_sum{kind="start-instance",state="done"} 1.5');
  expect(all.some((line) => line.startsWith('nodejs_eventloop_lag_seconds '))).toBe(true);
  expect(all.join('\n')).not.toContain('secret-shop');
});

test('without the database it still tells of the process', async () => {
  const dead = openDatabase('postgresql://nobody@127.0.0.1:1/none');
  const all = await lines(dead);
  expect(numberOf(all, 'berth_database_up')).toBe(0);
  expect(all.some((line) => line.startsWith('process_cpu_seconds_total '))).toBe(true);
});
