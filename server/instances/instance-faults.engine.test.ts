import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { verify } from 'unixcrypt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { env } from '#server/env.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import {
  createInstance as createOnEngine,
  listInstances,
  renameInstance as renameOnEngine,
} from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { toQuota } from '#server/quotas/quota-columns.ts';
import { updateQuota } from '#server/tenants/update-quota.ts';
import { type FaultProxy, startFaultProxy } from '#server/testing/fault-proxy.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs, runVariant } from '#server/testing/run-queued-jobs.ts';
import { tinyImage, tinyImageAlias } from '#server/testing/tiny-image.ts';
import { everythingTwice, failAfter } from '#server/testing/vary-job.ts';
import type { BerthJob } from '#server/tools.ts';
import { type CreateParams, createInstanceJob } from './create-instance.job.ts';
import { createInstance } from './create-instance.ts';
import { deleteInstance } from './delete-instance.ts';
import { getFailedCreation } from './get-failed-creation.ts';
import { getInstance } from './get-instance.ts';
import { type CreateInstanceInput, createInstanceInput } from './schema.ts';
import { stopInstance } from './stop-instance.ts';

const mib = 1024 ** 2;

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let proxy: FaultProxy;
/** The same, but the engine is reached through the proxy. */
let faulty: Ctx;
let imageId: string;

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
  proxy = await startFaultProxy();
  faulty = { ...opened.ctx, engine: connectEngine({ url: proxy.url }) };
  await tinyImage(opened.ctx.engine);
  imageId = (await makeImage(opened.ctx.db, { alias: tinyImageAlias })).id;
});
afterAll(async () => {
  await faulty?.engine.close();
  await proxy?.close();
  await tenant?.remove();
  await opened?.close();
});

function create(name: string, wish: Partial<CreateInstanceInput> = {}) {
  const size = { vcpus: 1, memoryBytes: 128 * mib, diskBytes: 1024 * mib };
  const input = { tenant: tenant.slug, name, imageId, ...size, ...wish };
  return createInstance(opened.ctx, createInstanceInput.parse(input));
}
async function names(): Promise<string[]> {
  const instances = await listInstances(opened.ctx.engine, { project: tenant.project });
  return instances.map(({ name }) => name).sort();
}
async function inside(name: string, command: string[]): Promise<string> {
  const { stdout } = await execInInstance(opened.ctx.engine, { project: tenant.project, name, command });
  return stdout.toString();
}
async function runAs(job: BerthJob<CreateParams>, jobId: string) {
  await runVariant(opened.ctx, jobId, job);
}
async function remove(id: string, name: string) {
  await deleteInstance(opened.ctx, { id, confirmName: name });
  await runQueuedJobs(opened.ctx);
}

test('a lost answer to the creation makes no double', async () => {
  const { instanceId } = await create('lost-answer');
  const fault = proxy.place({ fault: { kind: 'cut-after' }, method: 'POST', path: /^\/1.0\/instances\?/ });
  await runQueuedJobs(faulty);
  expect(fault.hits()).toBe(1);
  expect(await getInstance(opened.ctx, instanceId)).toMatchObject({ state: 'running', job: null });
  expect(await names()).toEqual(['lost-answer']);
  await remove(instanceId, 'lost-answer');
});

test('what the engine had only half made is made anew', async () => {
  const { engine } = opened.ctx;
  const { instanceId } = await create('half-made');
  // An engine that was killed in the middle leaves the record, stopped and never started.
  const source = { alias: tinyImageAlias };
  const devices = { root: { type: 'disk', path: '/', pool: env().BERTH_POOL, size: '1GiB' } };
  const config = { 'user.berth.id': instanceId, 'limits.cpu': '1', 'limits.memory': '128MiB' };
  const half = {
    project: tenant.project,
    name: 'half-made',
    type: 'container' as const,
    source,
    config,
    devices,
  };
  await finishOperation(engine, await createOnEngine(engine, { ...half, start: false }));
  await runQueuedJobs(opened.ctx);
  expect((await getInstance(opened.ctx, instanceId)).state).toBe('running');
  const [made] = await listInstances(engine, { project: tenant.project });
  expect(made?.devices.eth0?.network).toBe(tenant.network.bridge);
  await remove(instanceId, 'half-made');
});

test('a creation that fills the quota and whose answer is lost does not stumble over itself', async () => {
  const before = toQuota(await opened.ctx.db.tenant.findUniqueOrThrow({ where: { id: tenant.id } }));
  const setQuota = async (lightVms: number) => {
    const change = updateQuota(opened.ctx, { id: tenant.id, quota: { ...before, lightVms } });
    await Promise.all([change, delay(200).then(() => runQueuedJobs(opened.ctx))]);
  };
  await setQuota(1);
  const { instanceId } = await create('last-place');
  proxy.place({ fault: { kind: 'cut-after' }, method: 'POST', path: /^\/1.0\/instances\?/ });
  await runQueuedJobs(faulty);
  expect((await getInstance(opened.ctx, instanceId)).state).toBe('running');
  await remove(instanceId, 'last-place');
  await setQuota(before.lightVms);
});

test('an answer lost while waiting is no failure', async () => {
  const { instanceId } = await create('lost-wait');
  const fault = proxy.place({ fault: { kind: 'cut-after' }, path: /\/operations\/.*\/wait/ });
  await runQueuedJobs(faulty);
  expect(fault.hits()).toBe(1);
  expect((await getInstance(opened.ctx, instanceId)).state).toBe('running');
  await remove(instanceId, 'lost-wait');
});

test('every step may run twice', async () => {
  const debian = await makeImage(opened.ctx.db, { alias: 'debian/12' });
  const wish = { imageId: debian.id, wantsRootPassword: true, userData: '#cloud-config\n{}' };
  const { instanceId, jobId, rootPassword = '' } = await create('twice', wish);
  await runAs(everythingTwice(createInstanceJob), jobId);
  expect(await getInstance(opened.ctx, instanceId)).toMatchObject({ state: 'running' });
  const shadow = await inside('twice', ['getent', 'shadow', 'root']);
  expect(verify(rootPassword, shadow.split(':')[1] ?? '')).toBe(true);
  expect(await opened.ctx.db.jobSecret.count()).toBe(0);
  await remove(instanceId, 'twice');
});

test.each(createInstanceJob.steps.map((step, position) => [step.name, position] as const))(
  'a failure after the step %s leaves nothing but a row that says why',
  async (_name, position) => {
    const { instanceId, jobId } = await create('doomed');
    await runAs(everythingTwice(failAfter(createInstanceJob, position)), jobId);
    expect(await names()).toEqual([]);
    expect(await getInstance(opened.ctx, instanceId)).toMatchObject({
      state: 'failed',
      ipv4: null,
      job: null,
    });
    expect(await getFailedCreation(opened.ctx, instanceId)).toMatchObject({ jobId, reason: 'internal' });
  },
);

test('a failed creation makes way for a new one of the same name', async () => {
  const { instanceId } = await create('doomed');
  await runQueuedJobs(opened.ctx);
  expect(await opened.ctx.db.instance.count({ where: { name: 'doomed' } })).toBe(1);
  expect((await getInstance(opened.ctx, instanceId)).state).toBe('running');
  await remove(instanceId, 'doomed');
});

test('what somebody else made under that name is left alone', async () => {
  const foreign = {
    project: tenant.project,
    name: 'foreign',
    type: 'container' as const,
    source: { alias: tinyImageAlias },
    config: { 'limits.cpu': '1', 'limits.memory': '128MiB', 'user.berth.id': randomUUID() },
    devices: { root: { type: 'disk', path: '/', pool: process.env.BERTH_POOL ?? 'berth', size: '1GiB' } },
    start: false,
  };
  await finishOperation(opened.ctx.engine, await createOnEngine(opened.ctx.engine, foreign));
  const { instanceId } = await create('foreign');
  await runQueuedJobs(opened.ctx);
  expect(await getFailedCreation(opened.ctx, instanceId)).toMatchObject({ reason: 'instance-name-taken' });
  expect(await names()).toEqual(['foreign']);
  await remove(instanceId, 'foreign');
  expect(await names()).toEqual(['foreign']);
});

test('a guest that does not go down is forced when its time is over, and the pages hear of it', async () => {
  const { instanceId } = await create('stubborn');
  await runQueuedJobs(opened.ctx);
  await inside('stubborn', ['touch', '/etc/refuse-stop']);
  const { jobId } = await stopInstance(opened.ctx, { id: instanceId });
  const startedAt = performance.now();
  const running = runQueuedJobs(opened.ctx);
  await expect
    .poll(() => opened.ctx.db.jobStep.findFirst({ where: { jobId } }), { timeout: 10_000 })
    .toMatchObject({
      state: 'running',
      note: expect.stringMatching(/^still shutting down, forced in \d+ s$/),
    });
  await running;
  expect(performance.now() - startedAt).toBeGreaterThan(29_000);
  expect((await getInstance(opened.ctx, instanceId)).state).toBe('stopped');
  await remove(instanceId, 'stubborn');
});

test('a forced stop does not wait', async () => {
  const { instanceId } = await create('forced');
  await runQueuedJobs(opened.ctx);
  await inside('forced', ['touch', '/etc/refuse-stop']);
  await stopInstance(opened.ctx, { id: instanceId, isForced: true });
  const startedAt = performance.now();
  await runQueuedJobs(opened.ctx);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect((await getInstance(opened.ctx, instanceId)).state).toBe('stopped');
  await remove(instanceId, 'forced');
});

test('an instance that was renamed past us is stopped and removed all the same', async () => {
  const { ctx } = opened;
  const { engine } = ctx;
  const { instanceId } = await create('known-1');
  await runQueuedJobs(ctx);
  const known = { project: tenant.project, name: 'known-1' };
  await finishOperation(engine, await setInstanceState(engine, { ...known, action: 'stop', force: true }));
  await finishOperation(engine, await renameOnEngine(engine, { ...known, newName: 'moved-1' }));
  const moved = { ...known, name: 'moved-1' };
  await finishOperation(engine, await setInstanceState(engine, { ...moved, action: 'start' }));
  await deleteInstance(ctx, { id: instanceId, confirmName: 'known-1' });
  await runQueuedJobs(ctx);
  expect(await names()).not.toContain('moved-1');
  expect(await ctx.db.instance.findUnique({ where: { id: instanceId } })).toBeNull();
});
