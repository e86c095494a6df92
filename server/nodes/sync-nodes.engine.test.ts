import { afterAll, beforeAll, expect, test } from 'vitest';
import { env } from '#server/env.ts';
import { getServer, instanceDrivers } from '#server/incus/server.ts';
import { makeOperator } from '#server/testing/make-actor.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { listNodeWarnings } from './list-node-warnings.ts';
import { listNodes } from './list-nodes.ts';
import { startNodeLoop } from './node.loop.ts';
import { syncNodes } from './sync-nodes.ts';

let panel: TestCtx;

beforeAll(async () => {
  panel = await openTestCtx();
});
afterAll(() => panel.close());

test('a pass writes every machine of the engine, with what it has and what it can run', async () => {
  const { db, engine } = panel.ctx;
  await syncNodes({ db, engine, pool: env().BERTH_POOL, now: new Date() });
  const { items } = await listNodes({ ...panel.ctx, actor: makeOperator() });
  const server = await getServer(engine);
  const node = items.find(({ name }) => name === server.environment.server_name);
  expect(node).toMatchObject({
    state: 'online',
    message: null,
    engineVersion: server.environment.server_version,
    kernelVersion: server.environment.kernel_version,
  });
  expect(node?.vcpus).toBeGreaterThan(0);
  expect(node?.memoryBytes).toBeGreaterThan(1024 ** 3);
  expect(node?.poolBytes).toBeGreaterThan(node?.poolUsedBytes ?? Number.POSITIVE_INFINITY);
  const vm = node?.kinds.find(({ kind }) => kind === 'vm');
  expect(vm?.isSupported).toBe(instanceDrivers(server).includes('qemu'));
  expect(vm?.reason === null).toBe(vm?.isSupported);
});

test('a pool that is not there is said at the node, and does not take it down', async () => {
  const { db, engine } = panel.ctx;
  await syncNodes({ db, engine, pool: 'no-such-pool', now: new Date() });
  const { items } = await listNodes({ ...panel.ctx, actor: makeOperator() });
  expect(items[0]?.state).toBe('online');
  expect(items[0]?.message).toMatch(/^Storage pool no-such-pool: .*not found/i);
});

test("the engine's warnings are read as they are now", async () => {
  const [node] = (await listNodes({ ...panel.ctx, actor: makeOperator() })).items;
  const warnings = await listNodeWarnings(
    { ...panel.ctx, actor: makeOperator() },
    { name: node?.name ?? '' },
  );
  expect(warnings).not.toBeNull();
  for (const warning of warnings ?? []) expect(warning.type).not.toBe('');
});

test('the loop makes its first pass at once, and stops when it is told to', async () => {
  await panel.ctx.db.node.deleteMany();
  const loop = startNodeLoop(panel.ctx);
  await expect.poll(() => panel.ctx.db.node.count(), { timeout: 20_000 }).toBeGreaterThan(0);
  await loop.stop();
});
