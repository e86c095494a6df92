import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '#server/db.ts';
import { env } from '#server/env.ts';
import { draftAbout, sealedAbout } from '#server/idempotency/claim.ts';
import { masterKeys } from '#server/secrets/master-keys.ts';
import { fingerprints, seal, unseal } from '#server/secrets/seal.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { keyFingerprint } from '#server/vaults/keys/key-fingerprint.ts';
import { withVaultKey } from '#server/vaults/keys/with-vault-key.ts';
import { rotateMasterKey } from './rotate-master-key.ts';
import { sealedTables } from './sealed-tables.ts';
import { withRotationLock } from './with-rotation-lock.ts';

const root = join(import.meta.dirname, '../..');
const passphrase = 'four harbour words here';
const at = { settleSeconds: 0, batchRows: 2 };
let opened: TestCtx;
let db: Db;
let place: string;
let file: string;
let former: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'berth-test-rotation-'));
  file = join(place, 'master.key');
  // The environment is read once: what it says of the file is changed for this test file alone.
  former = env().BERTH_MASTER_KEY_FILE;
  env().BERTH_MASTER_KEY_FILE = file;
  opened = await openTestCtx();
  db = opened.ctx.db;
});
afterAll(async () => {
  env().BERTH_MASTER_KEY_FILE = former;
  await opened?.close();
  rmSync(place, { recursive: true });
});
beforeEach(async () => {
  writeFileSync(file, randomBytes(32), { mode: 0o600 });
  await db.vault.deleteMany();
  await db.jobSecret.deleteMany();
  await db.idempotencyKey.deleteMany();
  await db.registryLogin.deleteMany();
  await db.deployment.deleteMany();
});

/** Rows of every sealed kind, more than fit into a batch, and what must still be read of them. */
async function sealSome() {
  const vaults = [];
  for (let count = 0; count < 5; count++) vaults.push(await makeVault(db));
  const held = await makeVault(db, { passphrase });
  const jobs = [];
  for (let count = 0; count < 5; count++) {
    const job = await makeJob(db, { state: 'stuck' });
    await db.jobSecret.create({ data: { jobId: job.id, ciphertext: seal(`secret ${count}`, job.id) } });
    jobs.push(job.id);
  }
  const answers = ['b"', 'a', 'ё', 'c d', 'z'].map((key) => ({ actorKey: `${randomUUID()}/x`, key }));
  for (const claim of answers) {
    const answer = seal(`answer ${claim.key}`, sealedAbout(claim));
    const draft = seal(`draft ${claim.key}`, draftAbout(claim));
    await db.idempotencyKey.create({ data: { ...claim, requestHash: 'x', answer, draft } });
  }
  await db.idempotencyKey.create({ data: { actorKey: 'open', key: 'no answer yet', requestHash: 'x' } });
  return { vaults, held, jobs, answers, logins: await sealLogins(), versions: await sealVersions() };
}

async function sealLogins(): Promise<string[]> {
  const { id: tenantId } = await makeTenant(db);
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  for (const id of ids) {
    const password = seal(`password ${id}`, id);
    await db.registryLogin.create({
      data: { id, tenantId, host: `${id}.example.org`, username: 'x', password },
    });
  }
  await db.registryLogin.create({ data: { tenantId, host: 'open.example.org' } });
  return ids;
}

async function sealVersions(): Promise<string[]> {
  const { id: instanceId } = await makeInstance(db, { tenantId: (await makeTenant(db)).id });
  const ids = [randomUUID(), randomUUID()];
  const same = { instanceId, kind: 'app', settings: {}, actorName: 'test' };
  for (const [index, id] of ids.entries()) {
    const secrets = seal(`secrets ${id}`, id);
    await db.deployment.create({ data: { ...same, id, number: index + 1, secrets } });
  }
  await db.deployment.create({ data: { ...same, number: 9 } });
  return ids;
}

async function expectReadable(sealed: Awaited<ReturnType<typeof sealSome>>) {
  const { vaults, held, jobs, answers, logins, versions } = sealed;
  for (const { id, keyFingerprint: wanted } of vaults) {
    expect(await withVaultKey(db, { vaultId: id }, async (key) => keyFingerprint(key))).toBe(wanted);
  }
  const heldBy = await withVaultKey(db, { vaultId: held.id, passphrase }, async (key) => keyFingerprint(key));
  expect(heldBy).toBe(held.keyFingerprint);
  for (const [count, jobId] of jobs.entries()) {
    const { ciphertext } = await db.jobSecret.findUniqueOrThrow({ where: { jobId } });
    expect(unseal(ciphertext, jobId)).toBe(`secret ${count}`);
  }
  for (const claim of answers) {
    const { answer, draft } = await db.idempotencyKey.findUniqueOrThrow({ where: { actorKey_key: claim } });
    expect(unseal(answer ?? new Uint8Array(), sealedAbout(claim))).toBe(`answer ${claim.key}`);
    expect(unseal(draft ?? new Uint8Array(), draftAbout(claim))).toBe(`draft ${claim.key}`);
  }
  for (const id of logins) {
    const { password } = await db.registryLogin.findUniqueOrThrow({ where: { id } });
    expect(unseal(password ?? new Uint8Array(), id)).toBe(`password ${id}`);
  }
  for (const id of versions) {
    const { secrets } = await db.deployment.findUniqueOrThrow({ where: { id } });
    expect(unseal(secrets ?? new Uint8Array(), id)).toBe(`secrets ${id}`);
  }
}

test('every column of bytes in the schema is rotated, or needs no rotation', () => {
  const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
  const columns = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].flatMap(([, model, body]) =>
    [...(body ?? '').matchAll(/^ {2}(\w+) +Bytes/gm)].map(([, column]) => `${model}.${column}`),
  );
  const notSealed = ['VaultKey.salt', 'VaultKey.header'];
  expect(columns.sort()).toEqual([...Object.keys(sealedTables), ...notSealed].sort());
});

test('all is under a new key, the former one is gone, and everything still opens', async () => {
  const sealed = await sealSome();
  const old = readFileSync(file);
  const heldBefore = await db.vaultKey.findUnique({ where: { vaultId: sealed.held.id } });
  expect(await rotateMasterKey(db, at)).toEqual({ keyId: '2', retired: ['1'], resealed: 25, unreadable: 0 });
  await expectReadable(sealed);
  expect([...masterKeys().keys.keys()]).toEqual(['2']);
  expect(readFileSync(file, 'utf8')).not.toContain(old.toString('base64'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await db.vaultKey.findUnique({ where: { vaultId: sealed.held.id } })).toEqual(heldBefore);

  expect(await rotateMasterKey(db, at)).toMatchObject({ keyId: '3', retired: ['2'], resealed: 25 });
  await expectReadable(sealed);
  writeFileSync(file, old);
  const [first] = sealed.vaults;
  await expect(withVaultKey(db, { vaultId: first?.id ?? '' }, async () => 'open')).rejects.toThrow(
    /cannot be unwrapped/,
  );
});

test.each(['made', 'resealed', 'settled'])('killed at "%s", the same command ends it', async (stage) => {
  const sealed = await sealSome();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'server/testing/rotation-process.ts'), stage],
    {
      cwd: root,
      env: { ...process.env, DATABASE_URL: opened.url, BERTH_MASTER_KEY_FILE: file },
      stdio: 'ignore',
    },
  );
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  expect([...masterKeys().keys.keys()]).toEqual(['1', '2']);
  await expectReadable(sealed);
  expect(await rotateMasterKey(db, at)).toMatchObject({ keyId: '2', retired: ['1'], unreadable: 0 });
  await expectReadable(sealed);
});

test('what is sealed with the former key until the last moment is not lost', async () => {
  const before = masterKeys();
  const late = await makeVault(db);
  const stage = async () => {
    const job = await makeJob(db, { state: 'stuck' });
    // As somebody who read the file before the new key was in it would have.
    const now = readFileSync(file);
    writeFileSync(file, before.keys.get('1') ?? '');
    const ciphertext = seal('just before', job.id);
    writeFileSync(file, now);
    await db.jobSecret.create({ data: { jobId: job.id, ciphertext } });
    return job.id;
  };
  let writing = Promise.resolve('');
  await rotateMasterKey(db, {
    settleSeconds: 1,
    onStage: (name) => {
      if (name === 'resealed') writing = stage();
    },
  });
  const jobId = await writing;
  const { ciphertext } = await db.jobSecret.findUniqueOrThrow({ where: { jobId } });
  expect(unseal(ciphertext, jobId)).toBe('just before');
  expect(await withVaultKey(db, { vaultId: late.id }, async (key) => keyFingerprint(key))).toBe(
    late.keyFingerprint,
  );
});

test('a row that no key opens is counted and left as it is', async () => {
  const job = await makeJob(db, { state: 'stuck' });
  const ciphertext = new Uint8Array(randomBytes(80));
  await db.jobSecret.create({ data: { jobId: job.id, ciphertext } });
  expect(await rotateMasterKey(db, at)).toMatchObject({ retired: ['1'], resealed: 0, unreadable: 1 });
  const left = await db.jobSecret.findUniqueOrThrow({ where: { jobId: job.id } });
  expect(Buffer.from(left.ciphertext).equals(ciphertext)).toBe(true);
});

test('a call that is repeated after a rotation is known again', async () => {
  const [before] = fingerprints('a call');
  await rotateMasterKey(db, at);
  const [now, ...formerOnes] = fingerprints('a call');
  expect(now).not.toBe(before);
  expect(formerOnes).toContain(before);
  expect(fingerprints('another call')).not.toContain(before);
});

test('a file that is neither form is refused without showing it', () => {
  for (const text of ['{"berth":"master-keys","current":"7","keys":{}}', 'c2VjcmV0', '']) {
    writeFileSync(file, text);
    let said = '';
    try {
      masterKeys();
    } catch (error) {
      said = String(error);
    }
    expect(said).toContain(`${file} (${text.length} bytes) is neither`);
    if (text) expect(said).not.toContain(text);
  }
});

test('one rotation at a time', async () => {
  await withRotationLock(opened.url, async () => {
    await expect(withRotationLock(opened.url, async () => 'second')).rejects.toThrow('another process');
  });
  expect(await withRotationLock(opened.url, async () => 'next')).toBe('next');
});
