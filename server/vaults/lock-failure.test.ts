import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { NodeError } from '#server/node-shell/node-error.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { forgetLockFailures } from './forget-lock-failures.ts';
import { getVault } from './get-vault.ts';
import { listNodeVaults } from './list-node-vaults.ts';
import { listVaults } from './list-vaults.ts';
import { saveLockFailure } from './save-lock-failure.ts';
import { saveVaultState } from './save-vault-state.ts';

let opened: TestCtx;
let ctx: Ctx;
beforeAll(async () => {
  opened = await openTestCtx();
  ctx = opened.ctx;
});
afterAll(() => opened?.close());

const since = new Date('2026-11-27T03:00:00Z');
const later = new Date('2026-11-27T03:00:05Z');
const heldBy = (forOperators: string) =>
  new AppError('conflict', 'vault-held', { name: 'acme' }, { forOperators });
const nodeSaid = (kind: NodeError['kind']) =>
  new NodeError({ kind, verb: 'vault-close', node: '10.0.0.7:22', nodeMessage: 'no route to host' });

async function openVault() {
  const vault = await makeVault(ctx.db, { state: 'open', openedAt: since });
  const { tenant, node } = await getVault(ctx, vault.id);
  const as = makeMember({ ...vault, id: tenant.id, slug: tenant.slug });
  return { id: vault.id, nodeName: node.name, nodeId: node.id, tenant, customer: { ...ctx, actor: as } };
}
/** Every change of a row has another one. */
async function versionOf(id: string): Promise<string | undefined> {
  const [row] = await ctx.db.$queryRaw<{ version: string }[]>`
    SELECT xmin::text AS version FROM "Vault" WHERE "id" = ${id}::uuid`;
  return row?.version;
}
const failureOf = async (id: string) => (await getVault(ctx, id)).lockFailure;

test('what holds it is for operators, wherever it is read; that it should be locked is for everybody', async () => {
  const { id, nodeName, nodeId, tenant, customer } = await openVault();
  await saveLockFailure(ctx.db, { id, nodeName, since }, heldBy('backup (4711)'));
  const operator = { ...ctx, actor: makeOperator() };
  for (const views of [[await getVault(operator, id)], await listNodeVaults(operator, nodeId)]) {
    expect(views).toMatchObject([{ lockFailure: { forOperators: 'backup (4711)' } }]);
  }
  for (const views of [[await getVault(customer, id)], await listVaults(customer, { tenant: tenant.slug })]) {
    expect(views).toMatchObject([
      { lockFailure: { since: since.toISOString(), reason: 'vault-held', forOperators: null } },
    ]);
    expect(JSON.stringify(views)).not.toContain('4711');
  }
});

test('is written when something is new, and keeps since when', async () => {
  const { id, nodeName } = await openVault();
  await saveLockFailure(ctx.db, { id, nodeName, since }, heldBy('backup (4711)'));
  const version = await versionOf(id);
  await saveLockFailure(ctx.db, { id, nodeName, since: later }, heldBy('backup (4711)'));
  expect(await versionOf(id)).toBe(version);
  await saveLockFailure(ctx.db, { id, nodeName, since: later }, heldBy('tar (4712)'));
  expect(await failureOf(id)).toMatchObject({ since: since.toISOString(), forOperators: 'tar (4712)' });
});

test('a node that does not answer is named, and its address and words are for operators', async () => {
  const { id, nodeName, customer } = await openVault();
  await saveLockFailure(ctx.db, { id, nodeName, since }, nodeSaid('unreachable'));
  expect(await failureOf(id)).toMatchObject({
    ...{ reason: 'vault-node-away', params: { node: nodeName }, forOperators: 'no route to host' },
  });
  expect(JSON.stringify(await getVault(customer, id))).not.toMatch(/10\.0\.0\.7|no route/);
});

test.each([
  ['something in it has just begun', new AppError('conflict', 'vault-in-use', { name: 'a', names: 'web' })],
  ['somebody was quicker', new AppError('wrong-state', 'vault-close-needs-open', { state: 'locked' })],
  ['the database was away', new Error('P1001')],
])('%s: nothing is known against it', async (_why, error) => {
  const { id, nodeName } = await openVault();
  await saveLockFailure(ctx.db, { id, nodeName, since }, error);
  expect(await failureOf(id)).toBeNull();
});

test('goes when it is locked, not by a try; and one that is locked gets none', async () => {
  const { id, nodeName } = await openVault();
  await saveLockFailure(ctx.db, { id, nodeName, since }, heldBy('backup (4711)'));
  for (const to of ['closing', 'open', 'closing'] as const) await saveVaultState(ctx.db, { id, to });
  expect(await failureOf(id)).not.toBeNull();
  await saveVaultState(ctx.db, { id, to: 'locked' });
  expect(await failureOf(id)).toBeNull();
  await saveLockFailure(ctx.db, { id, nodeName, since }, heldBy('backup (4711)'));
  expect(await failureOf(id)).toBeNull();
});

test('goes when it may be open again, and not of another', async () => {
  const [used, held] = [await openVault(), await openVault()];
  for (const vault of [used, held])
    await saveLockFailure(ctx.db, { ...vault, since }, heldBy('backup (4711)'));
  const version = await versionOf(held.id);
  await forgetLockFailures(ctx.db, { id: { in: [used.id, held.id] }, lockDueAt: { lt: since } });
  expect(await failureOf(used.id)).not.toBeNull();
  await forgetLockFailures(ctx.db, { id: used.id });
  expect(await failureOf(used.id)).toBeNull();
  expect(await versionOf(held.id)).toBe(version);
});
