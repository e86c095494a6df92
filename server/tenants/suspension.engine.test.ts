import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { createInstance, listInstances } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { getProject } from '#server/incus/projects.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { jobKinds } from '#server/job-kinds.ts';
import type { AnyJob } from '#server/jobs/define-job.ts';
import { startWorker } from '#server/jobs/start-worker.ts';
import { waitForJob } from '#server/jobs/wait-for-job.ts';
import { retryForward } from '#server/jobs-view/retry-forward.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs, runVariant } from '#server/testing/run-queued-jobs.ts';
import { tinyImage } from '#server/testing/tiny-image.ts';
import { everythingTwice, failAfter } from '#server/testing/vary-job.ts';
import type { Tools } from '#server/tools.ts';
import { getTenant } from './get-tenant.ts';
import type { Quota } from './schema.ts';
import { stopInEngine } from './stop-in-engine.ts';
import { suspendTenantJob } from './suspend-tenant.job.ts';
import { suspendTenant } from './suspend-tenant.ts';
import { unsuspendTenantJob } from './unsuspend-tenant.job.ts';
import { unsuspendTenant } from './unsuspend-tenant.ts';
import { updateQuota } from './update-quota.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
const size = { vcpus: 1, memoryBytes: 128 * mib, diskBytes: gib };

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
  await makeReal('web', true);
  await makeReal('idle', false);
});
afterAll(async () => {
  await tenant?.remove();
  await opened.close();
});

/** An instance on the engine, with its row. */
async function makeReal(name: string, isRunning: boolean) {
  const id = randomUUID();
  await makeOnEngine(name, isRunning, id);
  return makeInstance(opened.ctx.db, {
    id,
    ...{ tenantId: tenant.id, name, ...size },
    ...{ state: isRunning ? 'running' : 'stopped', wantsRunning: isRunning },
  });
}

async function makeOnEngine(name: string, start: boolean, id = randomUUID()): Promise<void> {
  const { engine } = opened.ctx;
  const { fingerprint } = await tinyImage(engine);
  const operation = await createInstance(engine, {
    ...{ project: tenant.project, name, type: 'container', source: { fingerprint }, start },
    config: { 'limits.cpu': '1', 'limits.memory': '128MiB', 'user.berth.id': id },
    devices: {
      root: { type: 'disk', path: '/', pool: process.env.BERTH_POOL ?? 'berth', size: '1GiB' },
      eth0: { type: 'nic', network: tenant.network.bridge, name: 'eth0' },
    },
  });
  await finishOperation(engine, operation);
}

/** Does the worker's work until `asked` has its answer. */
async function withWorker<Answer>(asked: Promise<Answer>): Promise<Answer> {
  let isOpen = true;
  const answer = asked.finally(() => {
    isOpen = false;
  });
  answer.catch(() => undefined);
  while (isOpen) {
    await runQueuedJobs(opened.ctx);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return answer;
}

async function powerOnEngine(): Promise<Record<string, string>> {
  const instances = await listInstances(opened.ctx.engine, { project: tenant.project });
  return Object.fromEntries(instances.map(({ name, status }) => [name, status]));
}
async function limitsOnEngine() {
  const { config } = await getProject(opened.ctx.engine, { name: tenant.project });
  return Object.fromEntries(Object.entries(config).filter(([key]) => key.startsWith('limits.')));
}
const quotaOf = async (): Promise<Quota> => (await getTenant(opened.ctx, tenant.id)).quota;

test('a quota change reaches the engine before the answer comes', async () => {
  const quota = { ...(await quotaOf()), lightVms: 7, apps: 1, vcpus: 12, memoryBytes: 3 * gib };
  const change = await withWorker(updateQuota(opened.ctx, { id: tenant.id, quota }));
  expect(change.isDone).toBe(true);
  expect(await limitsOnEngine()).toMatchObject({
    'limits.containers': '8',
    'limits.cpu': '12',
    'limits.memory': '3GiB',
  });
  expect(await quotaOf()).toEqual(quota);
});

test('a quota below what our rows say is refused at its field, without a job', async () => {
  const former = await quotaOf();
  const jobs = await opened.ctx.db.job.count();
  const asked = updateQuota(opened.ctx, { id: tenant.id, quota: { ...former, memoryBytes: 128 * mib } });
  expect(await refusalOf(asked)).toMatchObject({
    reason: 'quota-below-usage',
    field: 'memoryBytes',
    params: { what: 'memoryBytes', used: 0.25, asked: 0.13 },
  });
  expect(await opened.ctx.db.job.count()).toBe(jobs);
});

test("a quota below what the engine has is refused in the engine's words, and nothing has changed", async () => {
  await makeOnEngine('unknown-to-us', false);
  const [former, limits] = [await quotaOf(), await limitsOnEngine()];
  const quota = { ...former, vcpus: 11, memoryBytes: 256 * mib };
  const refusal = await refusalOf(withWorker(updateQuota(opened.ctx, { id: tenant.id, quota })));
  expect(refusal).toMatchObject({ code: 'refused', reason: 'engine-refused' });
  expect(refusal).toHaveProperty('params.detail', expect.stringContaining('"limits.memory" is too low'));
  expect(await quotaOf()).toEqual(former);
  expect(await limitsOnEngine()).toEqual(limits);
});

test('without a worker the answer says that the change goes on', async () => {
  const quota = { ...(await quotaOf()), trafficBytes: 5 * gib };
  const change = await updateQuota(opened.ctx, { id: tenant.id, quota }, { timeoutSeconds: 0.2 });
  expect(change.isDone).toBe(false);
  const second = updateQuota(opened.ctx, { id: tenant.id, quota });
  expect(await refusalOf(second)).toMatchObject({ code: 'busy' });
  await runQueuedJobs(opened.ctx);
  expect(await quotaOf()).toEqual(quota);
});

test('a suspension stops what runs and lets nothing start; lifting it brings the former state back', async () => {
  const { ctx } = opened;
  const { id } = await ctx.db.instance.findFirstOrThrow({ where: { tenantId: tenant.id, name: 'idle' } });
  expect(await powerOnEngine()).toMatchObject({ web: 'Running', idle: 'Stopped' });
  await suspendTenant(ctx, { id: tenant.id, reason: 'unpaid' });
  expect(await refusalOf(startInstance(ctx, { id }))).toMatchObject({ code: 'suspended' });
  await runQueuedJobs(ctx);
  expect(await powerOnEngine()).toMatchObject({ web: 'Stopped', idle: 'Stopped' });
  expect(await getTenant(ctx, tenant.id)).toMatchObject({ state: 'suspended', suspendedReason: 'unpaid' });
  expect(await refusalOf(startInstance(ctx, { id }))).toMatchObject({ code: 'suspended' });

  await unsuspendTenant(ctx, { id: tenant.id });
  await runQueuedJobs(ctx);
  expect(await powerOnEngine()).toMatchObject({ web: 'Running', idle: 'Stopped' });
  expect(await getTenant(ctx, tenant.id)).toMatchObject({ state: 'active', suspendedReason: null });
  const rows = await ctx.db.instance.findMany({ where: { tenantId: tenant.id }, orderBy: { name: 'asc' } });
  expect(rows.map(({ name, state }) => [name, state])).toEqual([
    ['idle', 'stopped'],
    ['web', 'running'],
  ]);
});

test('a suspension that fails half-way is taken back, and so is the lifting of one', async () => {
  const { ctx } = opened;
  const run = (jobId: string, job: AnyJob<Tools>) => runVariant(ctx, jobId, job);

  const { jobId } = await suspendTenant(ctx, { id: tenant.id, reason: 'a test' });
  await run(jobId, everythingTwice(failAfter(suspendTenantJob, 2)));
  expect(await powerOnEngine()).toMatchObject({ web: 'Running', idle: 'Stopped' });
  expect(await getTenant(ctx, tenant.id)).toMatchObject({ state: 'active', suspendedReason: null });

  const again = await suspendTenant(ctx, { id: tenant.id, reason: 'a test' });
  await run(again.jobId, everythingTwice(suspendTenantJob));
  const lifted = await unsuspendTenant(ctx, { id: tenant.id });
  await run(lifted.jobId, everythingTwice(failAfter(unsuspendTenantJob, 1)));
  expect(await powerOnEngine()).toMatchObject({ web: 'Stopped', idle: 'Stopped' });
  expect(await getTenant(ctx, tenant.id)).toMatchObject({ state: 'suspended', suspendedReason: 'a test' });
  await run((await unsuspendTenant(ctx, { id: tenant.id })).jobId, everythingTwice(unsuspendTenantJob));
  expect(await powerOnEngine()).toMatchObject({ web: 'Running', idle: 'Stopped' });
});

test('what was begun before the suspension is let to its end and then stopped, also with one worker of one place', async () => {
  const { ctx, url } = opened;
  const { id } = await ctx.db.instance.findFirstOrThrow({ where: { tenantId: tenant.id, name: 'idle' } });
  const started = await startInstance(ctx, { id });
  const suspended = await suspendTenant(ctx, { id: tenant.id, reason: 'a test' });
  // The suspension has the place first.
  const runAt = new Date(Date.now() + 2000);
  await ctx.db.job.update({ where: { id: started.jobId }, data: { runAt } });
  const tools = { db: ctx.db, log: ctx.log, tools: { engine: ctx.engine } };
  const worker = await startWorker(url, jobKinds, tools, { concurrency: 1 });
  try {
    await vi.waitFor(async () => {
      const step = await ctx.db.jobStep.findFirst({ where: { jobId: suspended.jobId, position: 0 } });
      expect(step).toMatchObject({ note: 'start-instance idle', state: 'running', attempts: 0 });
    }, 5000);
    for (const { jobId } of [started, suspended]) {
      expect(await waitForJob(ctx.db, jobId, { timeoutSeconds: 45 })).toMatchObject({ state: 'done' });
    }
  } finally {
    await worker.stop();
  }
  expect(await powerOnEngine()).toMatchObject({ web: 'Stopped', idle: 'Stopped' });
  await unsuspendTenant(ctx, { id: tenant.id });
  await runQueuedJobs(ctx);
  expect(await powerOnEngine()).toMatchObject({ web: 'Running', idle: 'Running' });
});

test('a suspension that is tried anew after a stuck undoing still knows what ran', async () => {
  const { ctx } = opened;
  const before = await powerOnEngine();
  const { jobId } = await suspendTenant(ctx, { id: tenant.id, reason: 'a test' });
  const failing = failAfter(suspendTenantJob, 2);
  const steps = failing.steps.map((step) => ({
    ...step,
    async undo() {
      if (step.name === 'stop') throw new Error('the test lets the undoing fail');
    },
  }));
  await runVariant(ctx, jobId, { ...failing, steps }, { skipsPauses: true });
  expect(await ctx.db.job.findUnique({ where: { id: jobId } })).toMatchObject({ state: 'stuck' });
  expect(await powerOnEngine()).toMatchObject({ web: 'Stopped' });
  await retryForward(ctx, { id: jobId });
  await runQueuedJobs(ctx);
  expect(await getTenant(ctx, tenant.id)).toMatchObject({ state: 'suspended' });
  await unsuspendTenant(ctx, { id: tenant.id });
  await runQueuedJobs(ctx);
  expect(before).toMatchObject({ web: 'Running' });
  expect(await powerOnEngine()).toEqual(before);
});

test('an instance that will not stop by itself is forced', async () => {
  const { engine } = opened.ctx;
  const web = { project: tenant.project, name: 'web' };
  await execInInstance(engine, { ...web, command: ['touch', '/etc/refuse-stop'] });
  const note = async () => undefined;
  const { signal } = new AbortController();
  await stopInEngine(engine, { ...web, names: ['web', 'gone'], cleanStopSeconds: 2 }, { note, signal });
  expect(await powerOnEngine()).toMatchObject({ web: 'Stopped' });
  await finishOperation(engine, await setInstanceState(engine, { ...web, action: 'start' }));
});
