import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { deleteInstance, renameInstance } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { type FaultProxy, startFaultProxy } from '#server/testing/fault-proxy.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { deleteInstance as deleteVerb } from './delete-instance.ts';
import { getInstance } from './get-instance.ts';
import { startInstanceLoop } from './instances.loop.ts';
import { reconcileInstances } from './reconcile-instances.ts';
import { recreateInstance } from './recreate-instance.ts';
import type { InstanceState } from './schema.ts';
import { stopInstance } from './stop-instance.ts';

let opened: TestCtx;
let ctx: Ctx;
let proxy: FaultProxy;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let instance: { id: string; name: string };
let loop: ReturnType<typeof startInstanceLoop>;

beforeAll(async () => {
  opened = await openTestCtx();
  ctx = opened.ctx;
  tenant = await makeEngineTenant(ctx);
  instance = await makeEngineInstance(ctx, tenant, 'watched');
  proxy = await startFaultProxy();
  loop = startInstanceLoop({ ...ctx, engine: connectEngine({ url: proxy.url }) });
});
afterAll(async () => {
  await loop?.stop();
  await proxy?.close();
  await tenant?.remove();
  await opened?.close();
});

function ref() {
  return { project: tenant.project, name: instance.name };
}
async function onEngine(action: 'start' | 'stop' | 'freeze' | 'unfreeze'): Promise<void> {
  const change = { ...ref(), action, force: action === 'stop' };
  await finishOperation(ctx.engine, await setInstanceState(ctx.engine, change));
}
async function seen(state: InstanceState): Promise<void> {
  await expect
    .poll(async () => (await getInstance(ctx, instance.id)).state, { timeout: 5000, interval: 50 })
    .toBe(state);
}

test('what is done behind our back is seen within 5 s', async () => {
  await onEngine('freeze');
  await seen('frozen');
  await onEngine('unfreeze');
  await seen('running');
  await onEngine('stop');
  await seen('stopped');
  expect((await getInstance(ctx, instance.id)).startedAt).toBeNull();
  await onEngine('start');
  await seen('running');
  expect((await getInstance(ctx, instance.id)).startedAt).not.toBeNull();
});

test('what happened while the events were broken off is seen when they are back', async () => {
  await proxy.suspend();
  await onEngine('stop');
  expect((await getInstance(ctx, instance.id)).state).toBe('running');
  await proxy.resume();
  await seen('stopped');
});

test('a new name behind our back is taken over', async () => {
  await finishOperation(ctx.engine, await renameInstance(ctx.engine, { ...ref(), newName: 'moved' }));
  await expect
    .poll(async () => (await getInstance(ctx, instance.id)).name, { timeout: 5000, interval: 50 })
    .toBe('moved');
  instance = { ...instance, name: 'moved' };
});

test('an instance with a live job is left to its job', async () => {
  await onEngine('start');
  await seen('running');
  await stopInstance(ctx, { id: instance.id, isForced: true });
  await ctx.db.instance.update({ where: { id: instance.id }, data: { state: 'frozen' } });
  await reconcileInstances(ctx);
  expect((await getInstance(ctx, instance.id)).state).toBe('frozen');
  await runQueuedJobs(ctx);
  await seen('stopped');
});

test('one that is gone is lost, and can be deleted', async () => {
  await finishOperation(ctx.engine, await deleteInstance(ctx.engine, ref()));
  await seen('lost');
  await deleteVerb(ctx, { id: instance.id, confirmName: instance.name });
  await runQueuedJobs(ctx);
  expect(await ctx.db.instance.count()).toBe(0);
});

test('a lost one is made again with its id, name and address', async () => {
  const own = await makeEngineInstance(ctx, tenant, 'again');
  const before = await ctx.db.instance.findUniqueOrThrow({ where: { id: own.id } });
  const ref = { project: tenant.project, name: 'again' };
  await finishOperation(
    ctx.engine,
    await setInstanceState(ctx.engine, { ...ref, action: 'stop', force: true }),
  );
  await finishOperation(ctx.engine, await deleteInstance(ctx.engine, ref));
  instance = own;
  await seen('lost');
  await recreateInstance(ctx, { id: own.id });
  await runQueuedJobs(ctx);
  const after = await ctx.db.instance.findUniqueOrThrow({ where: { id: own.id } });
  expect(after).toMatchObject({ state: 'running', ipv4: before.ipv4, name: 'again' });
});

test('what happens while the events are lost without a word is seen within 5 s', async () => {
  const silence = proxy.place({ fault: { kind: 'lose-frames' }, path: /\/1\.0\/events/, times: 9 });
  proxy.cutAll();
  await expect.poll(() => silence.hits(), { timeout: 5000 }).toBeGreaterThan(0);
  await onEngine('freeze');
  const startedAt = performance.now();
  await seen('frozen');
  expect(performance.now() - startedAt).toBeLessThan(5000);
  await onEngine('unfreeze');
  await seen('running');
  silence.remove();
});
