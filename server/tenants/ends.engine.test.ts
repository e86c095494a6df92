import { afterAll, beforeAll, expect, test } from 'vitest';
import { getInstance } from '#server/incus/instances.ts';
import { getNetwork } from '#server/incus/networks.ts';
import { getProject } from '#server/incus/projects.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { type Inside, openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { beginImport, makeIsoUpload } from '#server/testing/settle-isos.ts';
import { listUploadFiles } from '#server/uploads/upload-files.ts';
import { endDue } from '#server/vaults/end-due.ts';
import { getReceipt } from '#server/vaults/get-receipt.ts';
import { getReceiptKey } from '#server/vaults/get-receipt-key.ts';
import { listKeptReceipts } from '#server/vaults/list-kept-receipts.ts';
import { verifyReceipt } from '#server/vaults/receipts/verify-receipt.ts';
import { endTenant } from './end-tenant.ts';
import { endTenants } from './end-tenants.ts';
import { takeBackEnd } from './take-back-end.ts';

const dayMs = 86_400_000;
const maxPasses = 10;
let world: VaultWorld;
let inside: Inside;
let outside: Inside;
let vaultId: string;
let ownerId: string;

beforeAll(async () => {
  world = await openVaultWorld();
  const { ctx, tenant } = world;
  ctx.actor = makeOperator();
  inside = await world.create('inside', 'shared');
  outside = await world.create('outside', 'none');
  vaultId = await world.vaultOf(inside);
  ownerId = (await makeUser(ctx.db, { password: null })).id;
  await ctx.db.member.create({ data: { tenantId: tenant.id, userId: ownerId, role: 'owner' } });
});
afterAll(() => world?.close());

const end = () => endTenant(world.ctx, { id: world.tenant.id, confirmName: world.tenant.slug });
const tenantRow = () => world.ctx.db.tenant.findUnique({ where: { id: world.tenant.id } });
const setGrace = (vaultGraceDays: number) =>
  world.ctx.db.settings.upsert({
    where: { id: 1 },
    create: { id: 1, vaultGraceDays },
    update: { vaultGraceDays },
  });

/** One pass of both loops, each begun twice at once as two workers might, and what it has begun to its end. */
async function pass(now = new Date()): Promise<void> {
  const ctx = { ...world.ctx, now: () => now };
  await Promise.all([endTenants(ctx), endTenants(ctx)]);
  await Promise.all([endDue(ctx.db, now), endDue(ctx.db, now)]);
  await world.run();
}

async function isOnEngine(ask: Promise<unknown>): Promise<boolean> {
  return ask.then(
    () => true,
    () => false,
  );
}

test('with a grace time everything stands still; taken back, it runs as before and nothing is lost', async () => {
  const { ctx, tenant } = world;
  await setGrace(7);
  await world.shell(inside, 'echo kept > /root/mark');
  await end();
  await world.run();
  expect(await world.jobOf('suspend-tenant')).toMatchObject({ state: 'done', error: null });
  expect(await world.rowOf(inside.id)).toMatchObject({ state: 'stopped' });
  expect(await world.rowOf(outside.id)).toMatchObject({ state: 'stopped' });
  expect(await world.lock()).toBe(1);
  await pass(new Date(Date.now() + 6.9 * dayMs));
  expect(await world.rowOf(inside.id)).toMatchObject({ state: 'stopped', vault: { state: 'locked' } });
  expect(await isOnEngine(getInstance(ctx.engine, outside.ref))).toBe(true);
  expect(await refusalOf(startInstance(ctx, { id: outside.id }))).toMatchObject({ code: 'suspended' });

  await takeBackEnd(ctx, tenant);
  await world.run();
  expect(await tenantRow()).toMatchObject({ state: 'active', endAfter: null, suspendedReason: null });
  expect(await world.rowOf(inside.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
  expect(await world.rowOf(outside.id)).toMatchObject({ state: 'running' });
  expect(await world.shell(inside, 'cat /root/mark')).toBe('kept');
  await pass(new Date(Date.now() + 30 * dayMs));
  expect(await world.rowOf(inside.id)).toMatchObject({ state: 'running' });
});

test('without one its end begins at once and goes on until nothing of it is left', async () => {
  const { ctx, tenant } = world;
  await makeIsoUpload(world);
  await beginImport(world);
  await world.run();
  expect(await ctx.db.iso.findMany()).toMatchObject([{ tenantId: tenant.id, state: 'ready' }]);
  const uploadId = await makeIsoUpload(world);
  await setGrace(0);
  await end();
  expect(await refusalOf(takeBackEnd(ctx, tenant))).toMatchObject({ code: 'busy' });
  await world.run();
  expect(await refusalOf(takeBackEnd(ctx, tenant))).toMatchObject({ reason: 'tenant-take-back-too-late' });
  await world.lock();
  for (let passes = 0; passes < maxPasses && (await tenantRow()); passes++) await pass();
  expect(await tenantRow()).toBeNull();
  expect(await ctx.db.job.findMany({ where: { state: { not: 'done' } } })).toEqual([]);
  const { project, network } = tenant;
  expect(await isOnEngine(getProject(ctx.engine, { name: project }))).toBe(false);
  expect(await isOnEngine(getNetwork(ctx.engine, { name: network.bridge }))).toBe(false);
  expect(await listUploadFiles()).not.toContain(uploadId);
});

test('its owner of then reads the receipt, a stranger does not', async () => {
  const { ctx, tenant } = world;
  const gone = { id: tenant.id, slug: tenant.slug, name: tenant.slug };
  const as = (userId: string) => ({ ...ctx, actor: { ...makeMember(gone), userId, memberships: [] } });
  const receipt = await getReceipt(as(ownerId), vaultId);
  const { publicKey } = await getReceiptKey(ctx);
  expect(verifyReceipt(receipt, publicKey)).toMatchObject({
    tenant: { id: tenant.id },
    shred: { by: { kind: 'user', name: 'the provider' }, verification: { oldKeyOpens: false } },
  });
  expect(await listKeptReceipts(as(ownerId))).toMatchObject([{ vaultId, tenantName: tenant.slug }]);
  const stranger = as((await makeUser(ctx.db, { password: null })).id);
  expect(await refusalOf(getReceipt(stranger, vaultId))).toMatchObject({ code: 'not-found' });
  expect(await listKeptReceipts(stranger)).toEqual([]);
});
