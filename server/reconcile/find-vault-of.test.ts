import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { findVaultOf } from './find-vault-of.ts';

let opened: TestCtx;
beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());

const on = (pool: string) => ({ expandedDevices: { root: { type: 'disk', path: '/', pool } } });

test('a disk in the pool of a vault of the same tenant is in that vault, and any other in none', async () => {
  const { db } = opened.ctx;
  const { id, tenantId, pool } = await makeVault(db);
  const { id: otherId } = await makeTenant(db);
  expect(await findVaultOf(db, tenantId, on(pool))).toBe(id);
  expect(await findVaultOf(db, otherId, on(pool))).toBeNull();
  expect(await findVaultOf(db, tenantId, on('default'))).toBeNull();
  expect(await findVaultOf(db, tenantId, { expandedDevices: {} })).toBeNull();
  await db.vault.update({ where: { id }, data: { state: 'shredded' } });
  expect(await findVaultOf(db, tenantId, on(pool))).toBeNull();
});
