import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { tidyLocked } from './tidy-locked.ts';

const deadEngine = connectEngine({ url: 'unix:///nowhere/engine.socket' });
let opened: TestCtx;
beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(async () => {
  await deadEngine.close();
  await opened?.close();
});

const first = new Date('2026-11-27T03:00:00.123Z');
const second = new Date('2026-11-27T03:00:00.124Z');
/** Without a header to keep, which a node would be asked for. */
const make = (over: Parameters<typeof makeVault>[1]) =>
  makeVault(opened.ctx.db, { provider: 'luks', lockedAt: first, ...over });
const tidiedAt = async ({ id }: { id: string }) =>
  (await opened.ctx.db.vault.findUniqueOrThrow({ where: { id } })).tidiedAt;
const tidy = () => tidyLocked({ db: opened.ctx.db, engine: deadEngine });

test('each locking is tidied after, whoever locked it and however it ended; former ones as well', async () => {
  const { db } = opened.ctx;
  const [former, broken] = [await make({}), await make({ state: 'broken' })];
  const open = await make({ state: 'open' });
  const never = await make({ lockedAt: null });
  await tidy();
  expect(await Promise.all([former, broken, open, never].map(tidiedAt))).toEqual([first, first, null, null]);
  await db.vault.update({ where: { id: former.id }, data: { lockedAt: second } });
  await tidy();
  expect(await tidiedAt(former)).toEqual(second);
});

test('what an engine that is away still has is left to a later pass, and holds up no other', async () => {
  const { db } = opened.ctx;
  const full = await make({ lockedAt: second });
  const { id } = await makeInstance(db, { tenantId: full.tenantId, vaultId: full.id });
  const empty = await make({});
  await tidy();
  expect(await Promise.all([full, empty].map(tidiedAt))).toEqual([null, first]);
  // Its files went with it.
  await db.instance.delete({ where: { id } });
  await tidy();
  expect(await tidiedAt(full)).toEqual(second);
});
