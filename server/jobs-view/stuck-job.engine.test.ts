import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { listInstances } from '#server/incus/instances.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker } from '#server/jobs/start-worker.ts';
import { type FaultProxy, startFaultProxy } from '#server/testing/fault-proxy.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { tinyImage, tinyImageAlias } from '#server/testing/tiny-image.ts';
import { cancelJob } from './cancel-job.ts';
import { getJob } from './get-job.ts';
import { listLeftovers } from './list-leftovers.ts';
import { resolveJob } from './resolve-job.ts';
import { retryForward } from './retry-forward.ts';
import { retryUndo } from './retry-undo.ts';

const mib = 1024 ** 2;
const removal = { method: 'DELETE', path: /^\/1\.0\/instances\// };
const passwordFile = { method: 'POST', path: /\/exec/ };
const broken = (status: number) => ({
  kind: 'answer' as const,
  status,
  body: JSON.stringify({ type: 'error', error: 'the test broke it', error_code: status }),
});

let opened: TestCtx;
let ctx: Ctx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let proxy: FaultProxy;
/** The same, but the engine is reached through the proxy. */
let faulty: Ctx;
let imageId: string;

beforeAll(async () => {
  opened = await openTestCtx();
  ctx = opened.ctx;
  tenant = await makeEngineTenant(ctx);
  proxy = await startFaultProxy();
  faulty = { ...ctx, engine: connectEngine({ url: proxy.url }) };
  await tinyImage(ctx.engine);
  imageId = (await makeImage(ctx.db, { alias: tinyImageAlias })).id;
});
afterAll(async () => {
  await faulty?.engine.close();
  await proxy?.close();
  await tenant?.remove();
  await opened?.close();
});

function create(name: string, wish: { imageId?: string; wantsRootPassword?: boolean } = {}) {
  const size = { vcpus: 1, memoryBytes: 128 * mib, diskBytes: 1024 * mib };
  const input = { tenant: tenant.slug, name, imageId, ...size, ...wish };
  return createInstance(ctx, createInstanceInput.parse(input));
}
async function names(): Promise<string[]> {
  return (await listInstances(ctx.engine, { project: tenant.project })).map(({ name }) => name).sort();
}
const row = (id: string) => ctx.db.instance.findUnique({ where: { id } });

/** Its last step fails, and the engine will not let go of what the first one made. */
async function stuckCreation(name: string, wish: { imageId?: string } = {}) {
  const created = await create(name, { wantsRootPassword: true, ...wish });
  const exec = proxy.place({ ...passwordFile, fault: broken(400), times: 1000 });
  const remove = proxy.place({ ...removal, fault: broken(500), times: 1000 });
  await runQueuedJobs(faulty);
  expect((await getJob(ctx, created.jobId)).state).toBe('stuck');
  const mend = () => {
    exec.remove();
    remove.remove();
  };
  return { ...created, mend };
}

test('a creation that is cancelled in the middle leaves nothing: no instance, no row, no address', async () => {
  // The engine has heard of it, and takes its time.
  const slow = proxy.place({ path: /\/operations\/.*\/wait/, fault: { kind: 'delay', ms: 3000 } });
  const { instanceId, jobId, ipv4 } = await create('regretted');
  const tools = { db: ctx.db, log: ctx.log, tools: { engine: faulty.engine } };
  const worker = await startWorker(opened.url, jobKinds, tools, { concurrency: 1 });
  try {
    await expect.poll(slow.hits, { timeout: 20_000 }).toBe(1);
    expect(await cancelJob(ctx, { id: jobId })).toMatchObject({ cancelReason: 'cancel-asked' });
    const ended = () => getJob(ctx, jobId);
    await expect.poll(ended, { timeout: 30_000 }).toMatchObject({
      state: 'cancelled',
      error: { reason: 'cancelled' },
      subject: 'regretted',
      instanceId: null,
    });
    expect((await ended()).steps.map(({ state }) => state)).toEqual(['undone', 'waiting']);
  } finally {
    await worker.stop();
    slow.remove();
  }
  expect(await names()).toEqual([]);
  expect(await row(instanceId)).toBeNull();
  expect(await ctx.db.instance.count({ where: { ipv4 } })).toBe(0);
  const again = await create('regretted');
  expect(again.ipv4).toBe(ipv4);
  await runQueuedJobs(ctx);
  expect((await getInstance(ctx, again.instanceId)).state).toBe('running');
  await deleteInstance(ctx, { id: again.instanceId, confirmName: 'regretted' });
  await runQueuedJobs(ctx);
});

test('one that waits is cancelled before anything is made', async () => {
  const { instanceId, jobId } = await create('never');
  await cancelJob(ctx, { id: jobId });
  const before = proxy.requests.length;
  await runQueuedJobs(faulty);
  expect(await getJob(ctx, jobId)).toMatchObject({ state: 'cancelled', startedAt: expect.any(String) });
  expect(await row(instanceId)).toBeNull();
  expect(proxy.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('a stuck creation tells what it has left; once that can go, undoing again makes it clean', async () => {
  const { instanceId, jobId, mend } = await stuckCreation('clinging');
  const stuck = await getJob(ctx, jobId);
  expect(stuck.steps).toMatchObject([{ name: 'create', state: 'undo-failed', undoAttempts: 4 }, {}]);
  expect(stuck.cancelReason).toBe('cancel-stuck');
  expect(await listLeftovers(ctx, { id: jobId })).toMatchObject({
    items: [{ step: 'create', thing: 'instance', name: 'clinging', place: tenant.project, note: 'stopped' }],
    unknown: [],
  });
  const busy = deleteInstance(ctx, { id: instanceId, confirmName: 'clinging' });
  await expect(busy).rejects.toMatchObject({ reason: 'busy' });

  mend();
  await retryUndo(ctx, { id: jobId });
  await runQueuedJobs(faulty);
  expect(await getJob(ctx, jobId)).toMatchObject({
    state: 'failed',
    error: { reason: 'engine-refused' },
  });
  expect(await names()).toEqual([]);
  expect(await listLeftovers(ctx, { id: jobId })).toMatchObject({ items: [], unknown: [] });
  expect(await row(instanceId)).toMatchObject({ state: 'failed', ipv4: null });
  await deleteInstance(ctx, { id: instanceId, confirmName: 'clinging' });
  await runQueuedJobs(ctx);
});

test('tried forward again it comes to its end with what was left, secret and all', async () => {
  // The tiny image has nothing that sets a password.
  const debian = await makeImage(ctx.db, { alias: 'debian/12' });
  const { instanceId, jobId, mend } = await stuckCreation('late', { imageId: debian.id });
  mend();
  await retryForward(ctx, { id: jobId });
  await runQueuedJobs(faulty);
  expect(await getJob(ctx, jobId)).toMatchObject({ state: 'done', error: null });
  expect(await getInstance(ctx, instanceId)).toMatchObject({ state: 'running', job: null });
  expect(await names()).toEqual(['late']);
  expect(await ctx.db.jobSecret.count({ where: { jobId } })).toBe(0);
  await deleteInstance(ctx, { id: instanceId, confirmName: 'late' });
  await runQueuedJobs(ctx);
});

test('marked as resolved it ends, what is left stays and is told, and its subject is free again', async () => {
  const { instanceId, jobId, ipv4, mend } = await stuckCreation('abandoned');
  await resolveJob(ctx, { id: jobId, reason: 'It will be looked at on Monday.' });
  await runQueuedJobs(faulty);
  mend();
  const job = await getJob(ctx, jobId);
  expect(job).toMatchObject({
    state: 'failed',
    error: { reason: 'engine-refused' },
    resolved: { byName: 'test', reason: 'It will be looked at on Monday.' },
  });
  expect(job.steps.map(({ state }) => state)).toEqual(['left', 'undone']);
  expect(await names()).toEqual(['abandoned']);
  expect((await listLeftovers(ctx, { id: jobId })).items).toHaveLength(1);
  // Its address goes to nobody else as long as it is there.
  expect(await row(instanceId)).toMatchObject({ state: 'failed', ipv4 });
  expect(await ctx.db.jobSecret.count({ where: { jobId } })).toBe(0);
  // Free again: the next job on it takes the rest away as well.
  await deleteInstance(ctx, { id: instanceId, confirmName: 'abandoned' });
  await runQueuedJobs(ctx);
  expect(await names()).toEqual([]);
  expect(await row(instanceId)).toBeNull();
});

test('an engine that does not answer is said, and holds up nobody', async () => {
  const { instanceId, jobId, mend } = await stuckCreation('unseen');
  mend();
  await proxy.suspend();
  const startedAt = performance.now();
  const { items, unknown } = await listLeftovers(faulty, { id: jobId });
  await proxy.resume();
  expect(performance.now() - startedAt).toBeLessThan(6000);
  expect(items).toEqual([]);
  expect(unknown).toMatchObject([{ step: 'create', message: expect.stringContaining('does not answer') }]);
  await retryUndo(ctx, { id: jobId });
  await runQueuedJobs(ctx);
  await deleteInstance(ctx, { id: instanceId, confirmName: 'unseen' });
  await runQueuedJobs(ctx);
});
