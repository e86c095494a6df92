import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { link, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getInstance } from '#server/incus/instances.ts';
import { getStoragePool } from '#server/incus/storage-pools.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { deleteTenant } from '#server/tenants/delete-tenant.ts';
import { makeOperator } from '#server/testing/make-actor.ts';
import {
  type Inside,
  openVaultWorld,
  type VaultWorld,
  vaultFolder,
} from '#server/testing/open-vault-world.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { endDue } from './end-due.ts';
import { getReceipt } from './get-receipt.ts';
import { getReceiptKey } from './get-receipt-key.ts';
import { withVaultKey } from './keys/with-vault-key.ts';
import { listVaultEvents } from './list-vault-events.ts';
import { lookAtNodes } from './look-at-nodes.ts';
import { openVault } from './open-vault.ts';
import { planShred } from './plan-shred.ts';
import { openOnNode } from './providers/open-on-node.ts';
import { testKeyOnNode } from './providers/test-key-on-node.ts';
import { verifyReceipt } from './receipts/verify-receipt.ts';
import { setPassphrase } from './set-passphrase.ts';
import { takeBackShred } from './take-back-shred.ts';
import { nodeOf, readVaultRow } from './vault-row.ts';

const dayMs = 86_400_000;
let world: VaultWorld;
let web: Inside;
let shop: Inside;
let shared: string;
let own: string;
let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'berth-test-receipt-'));
  world = await openVaultWorld();
  world.ctx.actor = makeOperator();
  web = await world.create('web', 'shared');
  shop = await world.create('shop', 'dedicated');
  [shared, own] = [await world.vaultOf(web), await world.vaultOf(shop)];
});
afterAll(async () => {
  await world?.close();
  if (place) await rm(place, { recursive: true });
});

const rowOf = (id: string) => world.ctx.db.vault.findUniqueOrThrow({ where: { id } });
const end = async (id: string) => planShred(world.ctx, { id, confirmName: (await rowOf(id)).name });
const setGrace = (vaultGraceDays: number) =>
  world.ctx.db.settings.upsert({
    where: { id: 1 },
    create: { id: 1, vaultGraceDays },
    update: { vaultGraceDays },
  });
const isOnEngine = ({ ref }: Inside) =>
  getInstance(world.ctx.engine, ref).then(
    () => true,
    () => false,
  );

/** A copy, which only a test may take. */
const keyOf = (vaultId: string) =>
  withVaultKey(world.ctx.db, { vaultId }, async (given) => Buffer.from(given));

async function expectGone(vaultId: string) {
  const { db, engine } = world.ctx;
  const { pool } = await rowOf(vaultId);
  await expect(getStoragePool(engine, { name: pool })).rejects.toMatchObject({ kind: 'not-found' });
  expect(existsSync(vaultFolder(vaultId))).toBe(false);
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'absent' });
  expect(await db.vaultKey.count({ where: { vaultId } })).toBe(0);
  expect(await rowOf(vaultId)).toMatchObject({ state: 'shredded', shreddedAt: expect.any(Date) });
}

test('nothing ends under what runs, and only by its name', async () => {
  expect(await refusalOf(end(shared))).toMatchObject({ reason: 'vault-in-use', params: { names: 'web' } });
  await world.stop(web);
  await world.stop(shop);
  const other = planShred(world.ctx, { id: shared, confirmName: 'another' });
  expect(await refusalOf(other)).toMatchObject({ reason: 'delete-name-differs' });
  expect((await rowOf(shared)).shredAfter).toBeNull();
});

test('a planned end waits its time, nothing starts in it meanwhile, and it can be taken back', async () => {
  const { ctx } = world;
  const { shredAfter } = await end(shared);
  expect(new Date(shredAfter ?? 0).getTime() - Date.now()).toBeGreaterThan(6.9 * dayMs);
  expect(await world.lock()).toBe(2);
  await endDue(ctx.db, new Date(Date.now() + 6 * dayMs));
  expect(await rowOf(shared)).toMatchObject({ state: 'locked' });
  expect(await refusalOf(startInstance(ctx, { id: web.id }))).toMatchObject({ reason: 'vault-is-ending' });
  await takeBackShred(ctx, { id: shared });
  await endDue(ctx.db, new Date(Date.now() + 30 * dayMs));
  expect(await rowOf(shared)).toMatchObject({ state: 'locked', shredAfter: null, shredByName: null });
  expect(await openVault(ctx, { id: shared })).toMatchObject({ state: 'open' });
});

test('at its end key, file and pool are gone, and the old key opens nothing', async () => {
  const { ctx } = world;
  await setGrace(0);
  const key = await keyOf(shared);
  const kept = join(place, 'image');
  await link(join(vaultFolder(shared), 'image'), kept);
  await end(shared);
  expect(await refusalOf(takeBackShred(ctx, { id: shared }))).toMatchObject({ code: 'busy' });
  await world.run();
  expect(await world.jobOf('shred-vault')).toMatchObject({ state: 'done', error: null });
  await expectGone(shared);
  expect((await stat(kept)).blocks, 'blocks that a second name of the file still has').toBe(0);
  await rm(kept);
  expect(await isOnEngine(web)).toBe(false);
  expect(await ctx.db.instance.count({ where: { id: web.id } })).toBe(0);
  const node = nodeOf(await readVaultRow(ctx.db, shared));
  expect(await testKeyOnNode(node, { id: shared, key })).toMatchObject({ opens: false, reason: 'absent' });
  await expect(openOnNode(node, { id: shared, key })).rejects.toMatchObject({ kind: 'absent' });
  const { items } = await listVaultEvents(ctx, { id: shared });
  expect(items.slice(0, 2).map(({ what }) => what)).toEqual(['shredded', 'shred-planned']);
});

test('its receipt says so, and openssl alone checks it by the line of the documentation', async () => {
  const { ctx } = world;
  const receipt = await getReceipt(ctx, shared);
  const { publicKey } = await getReceiptKey(ctx);
  const { keyFingerprint, provider } = await rowOf(shared);
  expect(verifyReceipt(receipt, publicKey)).toMatchObject({
    vault: { id: shared, name: 'main', provider },
    tenant: { slug: world.tenant.slug },
    key: { fingerprint: keyFingerprint, mode: 'provider' },
    shred: {
      by: { kind: 'user', name: 'the provider' },
      methods: expect.arrayContaining(['header-overwritten', 'blocks-discarded', 'file-deleted']),
      verification: { oldKeyOpens: false, words: expect.stringContaining('after it was overwritten') },
    },
  });
  const docs = join(import.meta.dirname, '../../docs/operating/vaults-keys.md');
  const line = /^openssl pkeyutl .*$/m.exec(await readFile(docs, 'utf8'))?.[0] ?? 'false';
  await writeFile(join(place, 'receipt.json'), receipt.text);
  await writeFile(join(place, 'receipt.sig'), Buffer.from(receipt.signature, 'base64'));
  await writeFile(join(place, 'berth-receipts.pem'), publicKey);
  const check = () => execFileSync('sh', ['-c', line], { cwd: place, stdio: 'pipe' }).toString();
  expect(check()).toContain('Signature Verified Successfully');
  await writeFile(join(place, 'receipt.json'), receipt.text.replace('"main"', '"mine"'));
  expect(check).toThrow();
});

test('one that only its customer could open ends without the passphrase, with what is stopped in it', async () => {
  const { ctx } = world;
  await setPassphrase(ctx, { id: own, passphrase: 'four harbour words here' });
  expect(await world.factsOf(own)).toMatchObject({ state: 'locked' });
  await end(own);
  await world.run();
  expect(await world.jobOf('shred-vault')).toMatchObject({ state: 'done', error: null });
  await expectGone(own);
  expect(await isOnEngine(shop)).toBe(false);
  const receipt = await getReceipt(ctx, own);
  expect(verifyReceipt(receipt, (await getReceiptKey(ctx)).publicKey)).toMatchObject({
    key: { mode: 'passphrase' },
    shred: { verification: { oldKeyOpens: null } },
  });
});

test('a tenant with a vault cannot be deleted; one whose file was lost ends too, and its receipt claims no more', async () => {
  const { ctx, tenant } = world;
  const lost = await world.create('lost', 'shared');
  const vaultId = await world.vaultOf(lost);
  await world.stop(lost);
  expect(await world.lock()).toBe(1);
  await rm(join(vaultFolder(vaultId), 'image'));
  await lookAtNodes(ctx);
  await deleteInstance(ctx, { id: lost.id, confirmName: 'lost' });
  await world.run();
  expect(await isOnEngine(lost)).toBe(false);
  const remove = deleteTenant(ctx, { id: tenant.id, confirmName: tenant.slug });
  expect(await refusalOf(remove)).toMatchObject({ reason: 'tenant-has-vaults', params: { count: 1 } });
  await end(vaultId);
  await world.run();
  await expectGone(vaultId);
  const receipt = await getReceipt(ctx, vaultId);
  expect(verifyReceipt(receipt, receipt.publicKey)).toMatchObject({
    shred: { methods: ['wrapped-key-deleted'] },
  });
});

test('without vaults it can be deleted, and the receipts stay', async () => {
  const { ctx, tenant } = world;
  await deleteTenant(ctx, { id: tenant.id, confirmName: tenant.slug });
  await world.run();
  expect(await ctx.db.tenant.count({ where: { id: tenant.id } })).toBe(0);
  expect(await ctx.db.vault.count()).toBe(0);
  expect(await getReceipt(ctx, own)).toMatchObject({ vaultId: own });
});
