import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import type { Db } from '#server/db.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { getNode } from './get-node.ts';
import { listNodeInstances } from './list-node-instances.ts';
import { listNodeWarnings } from './list-node-warnings.ts';
import { listNodes } from './list-nodes.ts';
import type { ObservedNode } from './observe-nodes.ts';
import { saveNodes } from './save-nodes.ts';
import { syncNodes } from './sync-nodes.ts';

let panel: TestCtx;
let db: Db;
let operator: Ctx;
const now = new Date('2026-05-01T12:00:00Z');
const gib = 1024 ** 3;
/** The real client, for an address where nobody listens. */
const nowhere = connectEngine({ url: 'unix:///nonexistent/berth-test.socket' });

beforeAll(async () => {
  panel = await openTestCtx();
  db = panel.ctx.db;
  operator = { ...panel.ctx, actor: makeOperator() };
});
beforeEach(async () => {
  await db.instance.deleteMany();
  await db.node.deleteMany();
});
afterAll(async () => {
  await nowhere.close();
  await panel.close();
});

function online(name: string): ObservedNode {
  return {
    name,
    state: 'online',
    message: null,
    engineVersion: '6.0.4',
    kernelVersion: '6.12.0',
    vcpus: 8,
    memoryBytes: 16 * gib,
    poolBytes: 100 * gib,
    poolUsedBytes: 10 * gib,
    kinds: [],
  };
}
const nodeNamed = (name: string) => db.node.findUniqueOrThrow({ where: { name } });

describe('what is kept of the nodes', () => {
  test('a node that does not answer keeps what is known of it, and says why', async () => {
    await saveNodes(db, [online('n1')], now);
    await saveNodes(db, [{ name: 'n1', state: 'offline', message: 'Offline: no heartbeat' }], new Date());
    expect(await nodeNamed('n1')).toMatchObject({
      state: 'offline',
      message: 'Offline: no heartbeat',
      engineVersion: '6.0.4',
      seenAt: now,
    });
  });

  test('a node that the engine no longer lists goes; with instances on it, it stays and says so', async () => {
    await saveNodes(db, [online('n1'), online('n2'), online('n3')], now);
    const tenant = await makeTenant(db);
    await makeInstance(db, { tenantId: tenant.id, nodeId: (await nodeNamed('n2')).id });
    await saveNodes(db, [online('n1')], now);
    const rows = await db.node.findMany({ orderBy: { name: 'asc' } });
    expect(rows.map((row) => [row.name, row.state])).toEqual([
      ['n1', 'online'],
      ['n2', 'offline'],
    ]);
    expect(rows[1]?.message).toContain('does not list');
  });

  test('an engine that does not answer takes its nodes down after half a minute, not at once', async () => {
    await saveNodes(db, [online('n1')], now);
    const pass = (seconds: number) =>
      syncNodes({ db, engine: nowhere, pool: 'berth', now: new Date(now.getTime() + seconds * 1000) });
    await expect(pass(15)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await nodeNamed('n1')).toMatchObject({ state: 'online' });
    await expect(pass(45)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await nodeNamed('n1')).toMatchObject({ state: 'offline' });
    expect((await nodeNamed('n1')).message).toBeTruthy();
  });
});

describe('what is told of them', () => {
  test('allocation sums the instances on each, without failed creations', async () => {
    await saveNodes(db, [online('n1'), online('n2')], now);
    const nodeId = (await nodeNamed('n1')).id;
    const tenantId = (await makeTenant(db)).id;
    const size = { vcpus: 1, memoryBytes: gib, diskBytes: 5 * gib };
    await makeInstance(db, { tenantId, nodeId, ...size, state: 'running' });
    await makeInstance(db, { tenantId, nodeId, ...size, state: 'stopped', vcpus: 3, memoryBytes: 4 * gib });
    await makeInstance(db, { tenantId, nodeId, state: 'failed', memoryBytes: 64 * gib });
    const { items } = await listNodes(operator);
    expect(items.map((node) => node.allocation)).toEqual([
      { instances: 2, running: 1, vcpus: 4, memoryBytes: 5 * gib, diskBytes: 10 * gib },
      { instances: 0, running: 0, vcpus: 0, memoryBytes: 0, diskBytes: 0 },
    ]);
    expect(await getNode(operator, nodeId)).toEqual(items[0]);
    const on = await listNodeInstances(operator, { nodeId, pageSize: 2 });
    expect(on).toMatchObject({ total: 3, page: 1, pageSize: 2 });
    expect(on.items.map((item) => item.memoryBytes)).toEqual([64 * gib, 4 * gib]);
  });

  test('without an answer of the engine there are no warnings to show, and the rest is still told', async () => {
    expect(await listNodeWarnings({ ...operator, engine: nowhere }, { name: 'n1' })).toBeNull();
  });

  test('nodes do not exist for anybody but operators', async () => {
    await saveNodes(db, [online('n1')], now);
    const { id, name } = await nodeNamed('n1');
    const member = { ...panel.ctx, actor: makeMember(await makeTenant(db)) };
    for (const ask of [
      () => listNodes(member),
      () => getNode(member, id),
      () => listNodeInstances(member, { nodeId: id }),
      () => listNodeWarnings(member, { name }),
    ]) {
      expect(await refusalOf(ask())).toMatchObject({ code: 'not-found' });
    }
    expect(await refusalOf(getNode(operator, 'nonsense'))).toMatchObject({ code: 'not-found' });
  });
});
