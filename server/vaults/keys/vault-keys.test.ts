import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '#server/auth/limits.ts';
import { forgetAttempts } from '#server/auth/take-attempt.ts';
import type { Db } from '#server/db.ts';
import { createLogger } from '#server/log.ts';
import { decrypt } from '#server/secrets/aead.ts';
import { masterKeys } from '#server/secrets/master-keys.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { destroyVaultKey } from './destroy-vault-key.ts';
import { keyFingerprint, shortFingerprint } from './key-fingerprint.ts';
import { newVaultKey } from './new-vault-key.ts';
import { removeVaultPassphrase, setVaultPassphrase } from './set-vault-passphrase.ts';
import { type KeyRequest, withVaultKey } from './with-vault-key.ts';

const passphrase = 'four harbour words here';
let opened: TestCtx;
let db: Db;

beforeAll(async () => {
  opened = await openTestCtx();
  db = opened.ctx.db;
});
afterAll(() => opened?.close());

/** A copy, which only a test may take. */
function keyOf(request: KeyRequest): Promise<Buffer> {
  return withVaultKey(db, request, async (key) => Buffer.from(key));
}

function rowOf(vaultId: string) {
  return db.vaultKey.findUniqueOrThrow({ where: { vaultId } });
}

test('a key is 32 random bytes in memory of its own, and its fingerprint names it', () => {
  const [one, other] = [newVaultKey(), newVaultKey()];
  expect(one).toHaveLength(32);
  expect(one.buffer.byteLength).toBe(32);
  expect(one.equals(other)).toBe(false);
  expect(keyFingerprint(one)).toMatch(/^[0-9a-f]{64}$/);
  expect(keyFingerprint(one)).not.toBe(keyFingerprint(other));
  expect(keyFingerprint(Buffer.alloc(32))).toBe(
    '7793b9b791144bf05076253fdce26f10c7e6464fe147a937c6a10c12727a52e2',
  );
  expect(shortFingerprint('0123456789abcdef0123')).toBe('0123-4567-89ab-cdef');
});

test('what was wrapped comes back, and the buffer is wiped, also when its use fails', async () => {
  const vault = await makeVault(db);
  const key = await keyOf({ vaultId: vault.id });
  expect(keyFingerprint(key)).toBe(vault.keyFingerprint);
  const seen: Buffer[] = [];
  await withVaultKey(db, { vaultId: vault.id }, async (given) => {
    expect(given.equals(key)).toBe(true);
    seen.push(given);
  });
  const failing = withVaultKey(db, { vaultId: vault.id }, async (given) => {
    seen.push(given);
    throw new Error('the node is away');
  });
  await expect(failing).rejects.toThrow('the node is away');
  expect(seen.map((each) => each.every((byte) => byte === 0))).toEqual([true, true]);
});

test('a wrapped key opens in the row of its own vault only', async () => {
  const [one, other] = [await makeVault(db), await makeVault(db)];
  const { ciphertext, wrapperVersion } = await rowOf(one.id);
  await db.vaultKey.update({ where: { vaultId: other.id }, data: { ciphertext } });
  expect(await refusalOf(keyOf({ vaultId: other.id }))).toMatchObject({
    code: 'internal',
    reason: 'vault-key-unreadable',
    params: { version: wrapperVersion },
  });
});

test('a key that is not the one the vault was made with opens nothing', async () => {
  const vault = await makeVault(db);
  const others = keyFingerprint(newVaultKey());
  await db.vault.update({ where: { id: vault.id }, data: { keyFingerprint: others } });
  expect(await refusalOf(keyOf({ vaultId: vault.id }))).toMatchObject({ reason: 'vault-key-mismatch' });
});

test('without its row there is no key, and an unknown vault is not found', async () => {
  const vault = await makeVault(db);
  await db.$transaction((tx) => destroyVaultKey(tx, vault.id));
  expect(await refusalOf(keyOf({ vaultId: vault.id }))).toMatchObject({ reason: 'vault-key-gone' });
  expect(await refusalOf(keyOf({ vaultId: randomUUID() }))).toMatchObject({ code: 'not-found' });
});

test('with a passphrase no row opens without it', async () => {
  const vault = await makeVault(db, { passphrase });
  const row = await rowOf(vault.id);
  expect(row).toMatchObject({ wrapper: 'passphrase', kdf: { name: 'argon2id', memoryKib: 65_536 } });
  expect(await refusalOf(keyOf({ vaultId: vault.id }))).toMatchObject({
    reason: 'vault-passphrase-missing',
    field: 'passphrase',
  });
  // Everything that the provider has: its master keys, on what is stored.
  for (const master of masterKeys().keys.values()) {
    for (const about of [vault.id, `vault-key:${vault.id}`, `vault-passphrase:${vault.id}`]) {
      expect(decrypt(master, row.ciphertext, about)).toBeUndefined();
    }
  }
  await db.vaultKey.update({ where: { vaultId: vault.id }, data: { wrapper: 'master-file' } });
  expect(await refusalOf(keyOf({ vaultId: vault.id }))).toMatchObject({ reason: 'vault-key-unreadable' });
  await db.vaultKey.update({ where: { vaultId: vault.id }, data: { wrapper: 'passphrase' } });
  expect(keyFingerprint(await keyOf({ vaultId: vault.id, passphrase }))).toBe(vault.keyFingerprint);
});

test('a passphrase is the same however its letters were composed', async () => {
  const vault = await makeVault(db, { passphrase: 'caf\u00e9 an der Br\u00fccke' });
  const typed = { vaultId: vault.id, passphrase: 'cafe\u0301 an der Bru\u0308cke' };
  expect(keyFingerprint(await keyOf(typed))).toBe(vault.keyFingerprint);
});

test('setting, changing and removing a passphrase keeps the key and leaves only the new way in', async () => {
  const vault = await makeVault(db);
  const key = await keyOf({ vaultId: vault.id });
  await setVaultPassphrase(db, { vaultId: vault.id }, passphrase);
  expect(await db.vault.findUnique({ where: { id: vault.id } })).toMatchObject({ keyMode: 'passphrase' });

  const next = 'other words for the harbour';
  await setVaultPassphrase(db, { vaultId: vault.id, passphrase }, next);
  expect(await refusalOf(keyOf({ vaultId: vault.id, passphrase }))).toMatchObject({
    reason: 'vault-passphrase-wrong',
  });
  expect((await keyOf({ vaultId: vault.id, passphrase: next })).equals(key)).toBe(true);

  await removeVaultPassphrase(db, { vaultId: vault.id, passphrase: next });
  expect((await keyOf({ vaultId: vault.id })).equals(key)).toBe(true);
  expect(await rowOf(vault.id)).toMatchObject({ wrapper: 'master-file', salt: null, kdf: null });
});

test('a wrong passphrase changes nothing, also in what was to happen with it', async () => {
  const vault = await makeVault(db, { passphrase });
  const before = await rowOf(vault.id);
  const wrong = { vaultId: vault.id, passphrase: 'not these words' };
  const refused = {
    code: 'refused',
    reason: 'vault-passphrase-wrong',
    params: { name: vault.name },
    field: 'passphrase',
  };
  expect(await refusalOf(setVaultPassphrase(db, wrong, 'new words for it'))).toMatchObject(refused);
  expect(await rowOf(vault.id)).toEqual(before);
  const failing = setVaultPassphrase(db, { vaultId: vault.id, passphrase }, 'new words for it', async () => {
    throw new Error('the history could not be written');
  });
  await expect(failing).rejects.toThrow('the history could not be written');
  expect(await rowOf(vault.id)).toEqual(before);
});

test('guesses are counted for the vault: after ten none is even compared, and the right one forgets them', async () => {
  const vault = await makeVault(db, { passphrase });
  const guess = () => refusalOf(keyOf({ vaultId: vault.id, passphrase: 'a guess of it' }));
  for (let count = 0; count < 5; count++) expect(await guess()).toMatchObject({ code: 'refused' });
  await keyOf({ vaultId: vault.id, passphrase });
  for (let count = 0; count < limits.vaultPassphrase.points; count++) {
    expect(await guess()).toMatchObject({ code: 'refused' });
  }
  expect(await guess()).toMatchObject({ code: 'rate-limited' });
  expect(await refusalOf(keyOf({ vaultId: vault.id, passphrase }))).toMatchObject({ code: 'rate-limited' });
  await forgetAttempts(db, limits.vaultPassphrase, vault.id);
  expect(keyFingerprint(await keyOf({ vaultId: vault.id, passphrase }))).toBe(vault.keyFingerprint);
});

test('the key is in no row, no error and no log', async () => {
  const vault = await makeVault(db, { passphrase });
  const plain = await makeVault(db);
  const keys = [await keyOf({ vaultId: vault.id, passphrase }), await keyOf({ vaultId: plain.id })];
  const wrong = await keyOf({ vaultId: vault.id, passphrase: 'not these words' }).catch((error) => error);
  await db.vaultKey.update({ where: { vaultId: plain.id }, data: { ciphertext: new Uint8Array(60) } });
  const damaged = await keyOf({ vaultId: plain.id }).catch((error) => error);

  let logged = '';
  const sink = new Writable({
    write(chunk, _, done) {
      logged += String(chunk);
      done();
    },
  });
  const log = createLogger('debug', sink);
  for (const err of [wrong, damaged]) log.error({ err }, 'could not open');
  expect(logged).toContain('could not open');
  const rows = await db.$queryRaw<{ row: string }[]>`
    SELECT v::text || k::text AS "row" FROM "Vault" v JOIN "VaultKey" k ON k."vaultId" = v."id"`;
  const everything = [
    logged,
    ...rows.map(({ row }) => row),
    ...[wrong, damaged].flatMap((error) => [inspect(error, { depth: 10 }), JSON.stringify(error)]),
  ].join('\n');
  for (const key of keys) {
    for (const shape of ['hex', 'base64', 'base64url', 'latin1'] as const) {
      expect(everything.includes(key.toString(shape))).toBe(false);
    }
  }
  expect(everything).not.toContain(passphrase);
  expect(everything).not.toContain('not these words');
});
