import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiPath } from '#server/incus/api-path.ts';
import { changeLater } from '#server/incus/change-resource.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { findInFiles } from '#server/testing/find-in-files.ts';
import {
  type Inside,
  newSecret,
  openVaultWorld,
  type VaultWorld,
  vaultFolder,
} from '#server/testing/open-vault-world.ts';
import { runOnShell } from '#server/testing/run-on-shell.ts';
import { repairVault } from './repair-vault.ts';

let world: VaultWorld;
let web: Inside;
let vaultId: string;
const secret = newSecret();
/** Deleted after the snapshot was taken: only that has it. */
const former = newSecret();
const needles = [secret, former].map((each) => Buffer.from(each));
const copy = join(tmpdir(), `berth-test-copy-${process.pid}`);

beforeAll(async () => {
  world = await openVaultWorld();
  web = await world.create('web', 'shared');
  vaultId = await world.vaultOf(web);
});
afterAll(async () => {
  await rm(copy, { force: true });
  await world?.close();
});

const image = () => join(vaultFolder(vaultId), 'image');
const pool = async () => {
  const { pool } = await world.ctx.db.vault.findUniqueOrThrow({ where: { id: vaultId } });
  return `/var/lib/incus/storage-pools/${pool}`;
};
const consoleLog = () => `/var/log/incus/${web.ref.project}_${web.name}/console.log`;
const digest = () => world.shell(web, 'sha256sum /root/noise | cut -c1-64');

async function snapshots(method: 'POST' | 'PUT') {
  const { project, name } = web.ref;
  const path = method === 'POST' ? apiPath`instances/${name}/snapshots` : apiPath`instances/${name}`;
  const body = method === 'POST' ? { name: 'before', stateful: false } : { restore: 'before' };
  await finishOperation(
    world.ctx.engine,
    await changeLater(world.ctx.engine, { method, path, project, body }),
  );
}
async function startFails(): Promise<string> {
  await startInstance(world.ctx, { id: web.id });
  await world.run();
  const { state, error } = await world.jobOf('start-instance');
  expect(state).toBe('failed');
  expect((await world.rowOf(web.id)).state).toBe('stopped');
  return error ?? '';
}

let noise: string;

test('what is written in an instance is on its device while that is open', async () => {
  await world.shell(web, `yes ${former} | head -n 2000 > /root/former; sync`);
  await snapshots('POST');
  await world.shell(web, 'rm /root/former; head -c 3000000 /dev/urandom > /root/noise');
  await world.shell(web, `yes ${secret} | head -n 2000 > /root/secret; sync`);
  await world.shell(web, `echo ${secret} > /dev/console`);
  noise = await digest();
  expect(noise).toMatch(/^[0-9a-f]{64}$/);
  // Of fscrypt the file below the device is as plain, and tells of its holes.
  const below = join(vaultFolder(vaultId), 'fs/vault/disk');
  const device = existsSync(below) ? below : `/dev/berth/vault-${vaultId}`;
  for (const each of needles) expect(await findInFiles([device], [each])).toEqual([device]);
});

test('stopped and locked, it is nowhere: not in the raw file, not in a copy of it, not where it was mounted', async () => {
  await world.stop(web);
  // What the guest has printed is beside the vault, until that is locked.
  expect(await findInFiles([consoleLog()], needles)).toEqual([consoleLog()]);
  expect(await world.lock()).toBe(1);
  expect(await findInFiles([consoleLog()], needles)).toEqual([]);
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent', mounts: [] });
  await runOnShell(`cp --sparse=always ${image()} ${copy}`);
  expect(await findInFiles([image(), copy], needles)).toEqual([]);
  expect(await readdir(await pool())).toEqual([]);
  expect(await readdir(join(vaultFolder(vaultId), 'fs')).catch(() => [])).toEqual([]);
  expect(await runOnShell(`grep -caF ${vaultId} /proc/mounts || true`)).toBe('0');
  expect(await runOnShell(`losetup -a | grep -cF ${vaultId} || true`)).toBe('0');
});

test('without its key nothing starts, nor does a snapshot come back, whoever asks', async () => {
  await expect(world.power(web, 'start')).rejects.toMatchObject({ name: 'EngineError' });
  await expect(snapshots('PUT')).rejects.toMatchObject({ name: 'EngineError' });
  const key = await world.ctx.db.vaultKey.delete({ where: { vaultId } });
  try {
    expect(await startFails()).toContain('has no key any more');
  } finally {
    await world.ctx.db.vaultKey.create({ data: { ...key, kdf: undefined } });
  }
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'locked', keyStatus: 'absent' });
  expect((await world.rowOf(web.id)).vault?.state).toBe('broken');
});

test('with the key all of it is back, byte for byte', async () => {
  await repairVault(world.ctx, { id: vaultId });
  await startInstance(world.ctx, { id: web.id });
  await world.run();
  expect(await world.rowOf(web.id)).toMatchObject({ state: 'running', vault: { state: 'open' } });
  expect(await digest()).toBe(noise);
  expect(await world.shell(web, `grep -cxF ${secret} /root/secret; ls /root`)).toBe('2000\nnoise\nsecret');
});

test('a snapshot is as locked as its instance, and as whole', async () => {
  await world.stop(web);
  await snapshots('PUT');
  await world.power(web, 'start');
  expect(await world.shell(web, `grep -cxF ${former} /root/former; ls /root`)).toBe('2000\nformer');
  await world.power(web, 'stop');
  expect(await world.lock()).toBe(1);
  expect(await findInFiles([image()], needles)).toEqual([]);
});
