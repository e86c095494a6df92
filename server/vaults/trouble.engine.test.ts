import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import type { VaultKey } from '#server/generated/prisma/client.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import {
  type Inside,
  openVaultWorld,
  type VaultWorld,
  vaultFolder,
} from '#server/testing/open-vault-world.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runOnShell } from '#server/testing/run-on-shell.ts';
import { closeVault } from './close-vault.ts';
import { createVault } from './create-vault.ts';
import { getVault } from './get-vault.ts';
import { growVault } from './grow-vault.ts';
import { listVaultEvents } from './list-vault-events.ts';
import { lookAtNodes } from './look-at-nodes.ts';
import { openVault } from './open-vault.ts';
import { repairVault } from './repair-vault.ts';
import { readVaultRow } from './vault-row.ts';

const tib = 1024 ** 4;
let world: VaultWorld;
let web: Inside;
let shop: Inside;
let vaultId: string;
let other: string;

beforeAll(async () => {
  world = await openVaultWorld();
  web = await world.create('web', 'shared');
  shop = await world.create('shop', 'dedicated');
  [vaultId, other] = [await world.vaultOf(web), await world.vaultOf(shop)];
  await world.shell(web, 'echo kept > /root/file; sync');
  await world.stop(web);
  expect(await world.lock()).toBe(1);
});
afterAll(() => world?.close());

const row = (id = vaultId) =>
  world.ctx.db.vault.findUniqueOrThrow({ where: { id }, select: { state: true, stateReason: true } });
const last = async () => (await listVaultEvents(world.ctx, { id: vaultId })).items[0];
const image = () => join(vaultFolder(vaultId), 'image');

async function startJob() {
  await startInstance(world.ctx, { id: web.id });
  await world.run();
  return world.jobOf('start-instance');
}

/** The other vault is open, and what runs in it goes on. */
async function expectOtherUntouched() {
  expect(await row(other)).toEqual({ state: 'open', stateReason: null });
  expect(await world.shell(shop, 'touch /root/alive; sync; ls /root')).toBe('alive');
}

/** The damage is undone: somebody asks for another look. */
async function expectRepaired() {
  expect(await repairVault(world.ctx, { id: vaultId })).toMatchObject({ state: 'locked', stateReason: null });
  expect(await last()).toMatchObject({ what: 'mended' });
}

/** Everything is as it was. */
async function expectWhole() {
  expect(await startJob()).toMatchObject({ state: 'done', error: null });
  expect(await world.shell(web, 'cat /root/file')).toBe('kept');
  await world.stop(web);
  expect(await world.lock()).toBe(1);
}

describe('broken', () => {
  test('a damaged header is found by the look at the node, and nothing is tried with it', async () => {
    const head = `${image()}.head`;
    await runOnShell(`dd if=${image()} of=${head} bs=4M count=1 status=none`);
    await runOnShell(`dd if=/dev/urandom of=${image()} bs=4M count=1 conv=notrunc status=none`);
    expect(await lookAtNodes(world.ctx)).toEqual([]);
    const broken = { state: 'broken', stateReason: expect.stringMatching(/damaged/) };
    expect(await row()).toEqual(broken);
    expect(await last()).toMatchObject({ what: 'broke', note: expect.stringMatching(/damaged/) });
    const refused = { code: 'wrong-state', reason: expect.stringMatching(/^vault-/) };
    expect(await refusalOf(startInstance(world.ctx, { id: web.id }))).toMatchObject(refused);
    expect(await refusalOf(openVault(world.ctx, { id: vaultId }))).toMatchObject(refused);
    expect(await repairVault(world.ctx, { id: vaultId })).toMatchObject(broken);
    await expectOtherUntouched();
    await runOnShell(`dd if=${head} of=${image()} conv=notrunc status=none; rm ${head}`);
    await expectRepaired();
    await expectWhole();
  });

  test('a file that is gone is found by whoever starts something', async () => {
    await rename(image(), `${image()}.away`);
    const { state, error, id: jobId } = await startJob();
    expect({ state, error }).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/image is gone/),
    });
    expect(await row()).toEqual({ state: 'broken', stateReason: "the vault's image is gone" });
    expect(await last()).toMatchObject({ what: 'broke', note: "the vault's image is gone", jobId });
    expect(await world.rowOf(web.id)).toMatchObject({ state: 'stopped' });
    await expectOtherUntouched();
    await rename(`${image()}.away`, image());
    await expectRepaired();
  });

  test("another vault's key opens nothing, and both stay what they are", async () => {
    const { db } = world.ctx;
    const keys = await Promise.all(
      [vaultId, other].map((id) => db.vaultKey.findUniqueOrThrow({ where: { vaultId: id } })),
    );
    const [own, others] = keys as [VaultKey, VaultKey];
    const put = (id: string, { ciphertext }: VaultKey) =>
      db.vaultKey.update({ where: { vaultId: id }, data: { ciphertext } });
    await Promise.all([put(vaultId, others), put(other, own)]);
    expect(await startJob()).toMatchObject({ state: 'failed', error: expect.stringMatching(/key/) });
    expect(await row()).toEqual({
      state: 'broken',
      stateReason: expect.stringMatching(/cannot be unwrapped/),
    });
    expect(await last()).toMatchObject({ what: 'broke', note: expect.stringMatching(/cannot be unwrapped/) });
    // The node sees nothing of that: it stays broken until the key is the right one again.
    await lookAtNodes(world.ctx);
    expect(await repairVault(world.ctx, { id: vaultId })).toMatchObject({ state: 'broken' });
    expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });
    await expectOtherUntouched();
    await Promise.all([put(vaultId, own), put(other, others)]);
    await expectRepaired();
    await expectWhole();
  });

  test('a node that knows another key says so', async () => {
    const file = join(vaultFolder(vaultId), 'vault.json');
    const text = await runOnShell(`cat ${file}`);
    const facts = JSON.parse(text) as { keyCheck: string };
    await writeFile(file, JSON.stringify({ ...facts, keyCheck: '0'.repeat(64) }));
    const why = "this is not the vault's key";
    expect(await startJob()).toMatchObject({ state: 'failed' });
    expect(await row()).toEqual({ state: 'broken', stateReason: why });
    await lookAtNodes(world.ctx);
    expect(await row()).toEqual({ state: 'broken', stateReason: why });
    await writeFile(file, text);
    await expectRepaired();
  });

  test('an error of the file system under an open vault is told while it is open', async () => {
    if ((await world.ctx.db.vault.findFirstOrThrow()).provider !== 'fscrypt') return;
    await startJob();
    const loop = await runOnShell(`losetup -n -O NAME -j ${image()}`);
    await runOnShell(`echo 1 > /sys/fs/ext4/${loop.trim().replace('/dev/', '')}/trigger_fs_error`);
    await lookAtNodes(world.ctx);
    const why = expect.stringMatching(/has errors/);
    expect(await row()).toEqual({ state: 'open', stateReason: why });
    expect(await last()).toMatchObject({ what: 'broke', note: why });
    await lookAtNodes(world.ctx);
    expect((await listVaultEvents(world.ctx, { id: vaultId })).items[1]?.what).not.toBe('broke');
    await expectOtherUntouched();
    // What runs in it can be stopped, its key leaves the kernel, and it is opened anew.
    await world.stop(web);
    expect(await world.lock()).toBe(1);
    expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });
    expect(await startJob()).toMatchObject({ state: 'done', error: null });
    expect(await world.shell(web, 'cat /root/file')).toBe('kept');
    expect(await row()).toEqual({ state: 'open', stateReason: null });
    // The kernel's mark was seen to before.
    const { items } = await listVaultEvents(world.ctx, { id: vaultId });
    expect(
      items
        .slice(0, 2)
        .map(({ what }) => what)
        .toSorted(),
    ).toEqual(['mended', 'opened']);
    expect(items.find(({ what }) => what === 'mended')?.note).toMatch(/with errors, check forced/);
  });

  test('a file that goes away under an open vault: what runs goes on, and its key goes when that stops', async () => {
    if ((await world.rowOf(web.id)).state === 'stopped') await startJob();
    await rename(image(), `${image()}.away`);
    await lookAtNodes(world.ctx);
    expect(await row()).toEqual({ state: 'open', stateReason: expect.stringContaining('gone') });
    expect(await world.shell(web, 'cat /root/file')).toBe('kept');
    await world.stop(web);
    expect(await world.lock()).toBe(1);
    expect(await row()).toEqual({ state: 'broken', stateReason: expect.stringContaining('gone') });
    expect(await world.factsOf(vaultId)).toMatchObject({ keyStatus: 'absent' });
    await rename(`${image()}.away`, image());
    await expectRepaired();
    await expectOtherUntouched();
    await expectWhole();
  });

  test('an instance in a broken vault can be deleted', async () => {
    await rename(image(), `${image()}.away`);
    await lookAtNodes(world.ctx);
    expect((await row()).state).toBe('broken');
    await deleteInstance(world.ctx, { id: web.id, confirmName: 'web' });
    await world.run();
    expect(await world.jobOf('delete-instance')).toMatchObject({ state: 'done', error: null });
    expect(await world.ctx.db.instance.count({ where: { id: web.id } })).toBe(0);
    expect(await last()).toMatchObject({ what: 'disk-left', instance: 'web' });
    expect(await getVault(world.ctx, vaultId)).toMatchObject({ leftDisks: ['web'] });
    await rename(`${image()}.away`, image());
    await expectOtherUntouched();
    // Its disk is still in the vault: no new one of that name may get what is on it.
    await expectRepaired();
    const left = { reason: 'vault-disk-left', params: { name: 'web', vault: 'main' } };
    for (const vault of ['shared', 'none'] as const) {
      expect(await refusalOf(world.create('web', vault))).toMatchObject(left);
    }
  });
});

/** All room of the node is promised to a vault that nobody knows. */
async function whilePromised(work: () => Promise<void>): Promise<void> {
  const id = randomUUID();
  const facts = { id, provider: 'fscrypt', sizeBytes: 8 * tib, state: 'ready', keyCheck: '', imageBytes: 0 };
  await mkdir(vaultFolder(id), { mode: 0o700 });
  try {
    await writeFile(join(vaultFolder(id), 'image'), '');
    await writeFile(join(vaultFolder(id), 'vault.json'), JSON.stringify(facts));
    await work();
  } finally {
    await rm(vaultFolder(id), { recursive: true });
  }
}

test('what else on the node uses a vault is told to operators, and to nobody else', async () => {
  const { ctx, tenant } = world;
  const { pool } = await openVault(ctx, { id: vaultId }).then(() => readVaultRow(ctx.db, vaultId));
  const pid = await runOnShell(`cd /var/lib/incus/storage-pools/${pool}; sleep 60 >/dev/null 2>&1 & echo $!`);
  try {
    const member = { ...ctx, actor: makeMember({ ...tenant, name: 'Acme' }) };
    const held = await closeVault(member, { id: vaultId }).catch((error: unknown) => error);
    if (!(held instanceof AppError)) throw held;
    const { reason, params, message, forOperators } = held;
    expect({ reason, forOperators }).toMatchObject({
      ...{ reason: 'vault-held', forOperators: expect.stringContaining(`sleep 60 (${pid})`) },
    });
    expect(JSON.stringify({ params, message })).not.toMatch(new RegExp(`sleep|${pid}|storage-pools`));
  } finally {
    await runOnShell(`kill ${pid}`);
  }
  await closeVault(ctx, { id: vaultId });
});

describe('no room, and what cannot be made', () => {
  beforeAll(async () => {
    // By our rows alone: its quota would refuse what the node is to refuse.
    await world.ctx.db.tenant.update({ where: { id: world.tenant.id }, data: { quotaDiskBytes: 8 * tib } });
  });

  test('a growth for which the node has no room is refused, and nothing changes under what runs', async () => {
    const before = await world.factsOf(other);
    await growVault(world.ctx, { id: other, sizeBytes: 4 * tib });
    await world.run();
    expect(await world.jobOf('grow-vault')).toMatchObject({
      ...{ state: 'failed', errorReason: 'vault-no-room' },
      error: expect.stringMatching(/no room/),
      errorForOperators: expect.stringMatching(/\d bytes are asked for/),
    });
    expect(await world.factsOf(other)).toMatchObject({ sizeBytes: before.sizeBytes, state: 'open' });
    await expectOtherUntouched();
  });

  test('a vault for which there is no room leaves nothing behind', async () => {
    const { ctx, tenant, node } = world;
    const wish = { tenant: tenant.slug, nodeId: node.id, name: 'huge', sizeBytes: 4 * tib };
    await ctx.db.vault.update({ where: { id: vaultId }, data: { isDedicated: true } });
    const { vaultId: huge } = await createVault(ctx, wish);
    await world.run();
    expect(await world.jobOf('create-vault')).toMatchObject({
      state: 'failed',
      errorReason: 'vault-no-room',
    });
    const passphrase = 'four harbour words here';
    expect(await refusalOf(createVault(ctx, { ...wish, passphrase }))).toMatchObject({
      reason: 'vault-no-room',
    });
    await world.run();
    expect(await ctx.db.vault.count({ where: { name: 'huge' } })).toBe(0);
    expect(await runOnShell(`ls ${vaultFolder('.')}`)).not.toContain(huge);
  });

  test('an instance whose vault could not be made says so, and can be deleted', async () => {
    const { ctx, tenant, imageId } = world;
    const size = { vcpus: 1, memoryBytes: 128 * 1024 ** 2, diskBytes: 1024 ** 3 };
    const wish = { tenant: tenant.slug, name: 'luckless', imageId, ...size, vault: 'dedicated' };
    const { instanceId: id } = await createInstance(ctx, createInstanceInput.parse(wish));
    await whilePromised(world.run);
    expect(await world.jobOf('create-vault')).toMatchObject({
      state: 'failed',
      errorReason: 'vault-no-room',
    });
    expect(await world.jobOf('create-instance')).toMatchObject({ state: 'failed' });
    const stateReason = expect.stringMatching(/vault/);
    expect(await world.rowOf(id)).toMatchObject({ state: 'failed', vault: null, stateReason });
    await deleteInstance(ctx, { id, confirmName: 'luckless' });
    await world.run();
    expect(await ctx.db.instance.count({ where: { id } })).toBe(0);
  });
});
