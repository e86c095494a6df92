import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, uniqueViolation } from '#server/db.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { recordVaultEvent } from './record-vault-event.ts';

let opened: TestCtx;
let db: Db;
beforeAll(async () => {
  opened = await openTestCtx();
  db = opened.ctx.db;
});
afterAll(() => opened?.close());

/** The index that forbids a row, or 'allowed'. */
function indexAgainst(making: Promise<unknown>) {
  return making.then(
    () => 'allowed',
    (error) => uniqueViolation(error),
  );
}

test('one vault for all of a tenant on a node, until it is shredded', async () => {
  const { id, tenantId, nodeId } = await makeVault(db);
  expect(await indexAgainst(makeVault(db, { tenantId, nodeId }))).toMatch(/Vault_one_default_key|nodeId/);
  expect(await indexAgainst(makeVault(db, { tenantId }))).toBe('allowed');
  expect(await indexAgainst(makeVault(db, { nodeId }))).toBe('allowed');
  expect(await indexAgainst(makeVault(db, { tenantId, nodeId, isDedicated: true }))).toBe('allowed');
  await db.vault.update({ where: { id }, data: { state: 'shredded' } });
  expect(await indexAgainst(makeVault(db, { tenantId, nodeId }))).toBe('allowed');
});

test('an instance has one vault of its own at most', async () => {
  const { id: tenantId } = await makeTenant(db);
  const { id: instanceId } = await makeInstance(db, { tenantId });
  const own = { tenantId, instanceId, isDedicated: true };
  expect(await indexAgainst(makeVault(db, own))).toBe('allowed');
  expect(await indexAgainst(makeVault(db, own))).toMatch(/Vault_one_dedicated_key|instanceId/);
});

test('a vault with something in it cannot be removed, and its history and key go with it', async () => {
  const vault = await makeVault(db);
  const instance = await makeInstance(db, { tenantId: vault.tenantId, vaultId: vault.id });
  const by = { kind: 'system', id: null, name: 'worker' };
  await recordVaultEvent(db, { vaultId: vault.id, what: 'opened', by, instance });
  await expect(db.vault.delete({ where: { id: vault.id } })).rejects.toThrow(/oreign key/);
  await db.instance.delete({ where: { id: instance.id } });
  expect(await db.vaultEvent.findMany({ where: { vaultId: vault.id } })).toMatchObject([
    { what: 'opened', actorName: 'worker', instanceName: instance.name },
  ]);
  await db.vault.delete({ where: { id: vault.id } });
  const where = { vaultId: vault.id };
  expect([await db.vaultKey.count({ where }), await db.vaultEvent.count({ where })]).toEqual([0, 0]);
});
