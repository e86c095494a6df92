import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '#server/db.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { keepKvm } from './keep-kvm.ts';
import { knownKvm } from './known-kvm.ts';

let opened: TestCtx;
let db: Db;
const now = new Date('2026-06-01T12:00:00Z');
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

beforeAll(async () => {
  opened = await openTestCtx();
  db = opened.ctx.db;
});
beforeEach(() => db.node.deleteMany());
afterAll(() => opened.close());

async function node(name: string, { state = 'online', isSupported = true } = {}): Promise<string> {
  const kinds = [{ kind: 'unikernel', isSupported, reason: null, reasonKey: null, params: {} }];
  return (await db.node.create({ data: { name, state, kinds } })).id;
}
const known = (at = now) => knownKvm(db, 'unikernel', at);

test('nothing is known before a shell has tried it', async () => {
  expect(await known()).toBe('unknown');
  await node('n1');
  expect(await known()).toBe('unknown');
});

test('what a shell has found counts; a no for a day alone', async () => {
  const id = await node('n1');
  await keepKvm(db, id, false, now);
  expect(await known()).toBe('none');
  expect(await known(hoursLater(25))).toBe('unknown');
  await keepKvm(db, id, true, now);
  expect(await known()).toBe('there');
  expect(await known(hoursLater(25))).toBe('there');
});

test('nodes that differ leave it open; those that are away or cannot run it are not asked', async () => {
  await keepKvm(db, await node('n1'), true, now);
  await keepKvm(db, await node('away', { state: 'offline' }), false, now);
  await keepKvm(db, await node('none', { isSupported: false }), false, now);
  expect(await known()).toBe('there');
  await keepKvm(db, await node('n2'), false, now);
  expect(await known()).toBe('unknown');
  await keepKvm(db, null, false, now);
});
