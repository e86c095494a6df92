import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { deleteInstance, getInstance, patchInstance } from '#server/incus/instances.ts';
import { createNetworkAcl, listNetworkAcls } from '#server/incus/network-acls.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { ownerMark, removeAcl } from '#server/networks/ensure-acl.ts';
import { bridgeName } from '#server/networks/network-names.ts';
import { type FaultProxy, startFaultProxy } from '#server/testing/fault-proxy.ts';
import { makeOperator } from '#server/testing/make-actor.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { startReconcileLoop } from './reconcile.loop.ts';
import { reconcile } from './reconcile.ts';
import { removeFinding } from './remove-finding.ts';
import { Sightings } from './sightings.ts';

let opened: TestCtx;
let ctx: Ctx;
let proxy: FaultProxy;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let instance: { id: string; name: string };
/** Of a tenant that nobody has. */
const nobody = randomUUID();

beforeAll(async () => {
  opened = await openTestCtx();
  ctx = { ...opened.ctx, actor: makeOperator() };
  tenant = await makeEngineTenant(ctx);
  instance = await makeEngineInstance(ctx, tenant, 'looped');
  proxy = await startFaultProxy();
});
afterAll(async () => {
  await proxy?.close();
  await removeAcl(ctx.engine, { tenantId: nobody, bridge: bridgeName(nobody) });
  await tenant?.remove();
  await opened?.close();
});

const ref = () => ({ project: tenant.project, name: instance.name });
const states = async (kind: string) =>
  (await ctx.db.finding.findMany({ where: { kind, tenantId: tenant.id } })).map(({ state }) => state);

test('a change on the engine is put right soon after its event, and a lost instance is told of', async () => {
  // Only events can be so quick: the timer alone would look in an hour.
  const loop = startReconcileLoop(
    { ...ctx, engine: connectEngine({ url: proxy.url }) },
    { everySeconds: 3600, calmMs: 200 },
  );
  try {
    await expect.poll(() => proxy.requests.some(({ path }) => path === '/1.0/events')).toBe(true);
    await patchInstance(ctx.engine, { ...ref(), config: { 'limits.memory': '256MiB' } });
    await expect.poll(() => states('limits-drifted'), { timeout: 45_000 }).toEqual(['mended']);
    expect((await getInstance(ctx.engine, ref())).config['limits.memory']).toBe('134217728B');

    await finishOperation(
      ctx.engine,
      await setInstanceState(ctx.engine, { ...ref(), action: 'stop', force: true }),
    );
    await finishOperation(ctx.engine, await deleteInstance(ctx.engine, ref()));
    await expect.poll(() => states('instance-lost'), { timeout: 45_000 }).toEqual(['open']);
    expect(await ctx.db.instance.findUnique({ where: { id: instance.id } })).toMatchObject({ state: 'lost' });
  } finally {
    await loop.stop();
  }
});

test('while the engine does not answer nothing is told, closed or changed', async () => {
  const before = await ctx.db.finding.findMany({ orderBy: { id: 'asc' } });
  await proxy.suspend();
  const engine = connectEngine({ url: proxy.url });
  const pass = await reconcile({ ...ctx, engine }, { sightings: new Sightings(0) });
  await proxy.resume();
  expect(pass).toMatchObject({ mended: 0, open: 0 });
  expect(pass.failures.length).toBeGreaterThan(5);
  expect(await ctx.db.finding.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
});

test('one checker that cannot look does not keep the others from it', async () => {
  const body = JSON.stringify({ type: 'error', error: 'broken for a moment', error_code: 500 });
  proxy.place({ fault: { kind: 'answer', status: 500, body }, path: /\/1\.0\/network-acls/, times: 9 });
  const engine = connectEngine({ url: proxy.url });
  const { failures } = await reconcile({ ...ctx, engine });
  expect(failures.sort()).toEqual(['acls', 'unknown-acls']);
});

test('rules of a tenant that nobody has are told of at the second sight, and removed by name', async () => {
  const name = bridgeName(nobody);
  await createNetworkAcl(ctx.engine, { name, description: ownerMark(nobody), ingress: [], egress: [] });
  const told = () => ctx.db.finding.findFirst({ where: { kind: 'unknown-acl', subject: name } });
  const sightings = new Sightings(1);
  await reconcile(ctx, { sightings });
  expect(await told()).toBeNull();
  await reconcile(ctx, { sightings, now: new Date(Date.now() + 1500) });
  const finding = await told();
  expect(finding).toMatchObject({ state: 'open', details: { facts: { formerTenant: nobody, usedBy: 0 } } });
  await removeFinding(ctx, { id: finding?.id ?? '', confirmName: name });
  await runQueuedJobs(ctx);
  expect((await listNetworkAcls(ctx.engine)).map((acl) => acl.name)).not.toContain(name);
  expect(await told()).toMatchObject({ state: 'settled', outcome: 'removed' });
});
