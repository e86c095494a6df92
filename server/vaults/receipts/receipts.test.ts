import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#server/db.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { canonicalJson } from './canonical-json.ts';
import type { ShredFacts } from './receipt-schema.ts';
import { saveReceipt } from './save-receipt.ts';
import { signReceipt } from './sign-receipt.ts';
import { readySigningKey, type SigningKey } from './signing-key.ts';
import { verifyReceipt } from './verify-receipt.ts';

let opened: TestCtx;
let db: Db;
let place: string;
let key: SigningKey;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'berth-test-receipts-'));
  opened = await openTestCtx();
  db = opened.ctx.db;
  key = await readySigningKey(db);
});
afterAll(async () => {
  await opened?.close();
  rmSync(place, { recursive: true });
});

function facts(over: Partial<ShredFacts> = {}): ShredFacts {
  const at = '2026-11-25T10:00:00.000Z';
  return {
    vault: {
      id: randomUUID(),
      name: 'acme',
      provider: 'fscrypt',
      sizeBytes: 10 * 1024 ** 3,
      isDedicated: false,
      createdAt: '2026-11-01T00:00:00.000Z',
    },
    tenant: { id: randomUUID(), slug: 'acme', name: 'Ёлка & "Söhne"\n' },
    node: 'node-1',
    key: { fingerprint: randomBytes(32).toString('hex'), mode: 'provider' },
    shred: {
      at,
      by: { kind: 'user', name: 'owner@example.com' },
      methods: ['policy-removed', 'file-deleted', 'wrapped-key-deleted'],
      verification: { oldKeyOpens: false, at, words: 'there is nothing that a key could open' },
    },
    ...over,
  };
}

test('the same facts are the same bytes, in whatever order they come', () => {
  const text = canonicalJson({ b: [1, { z: null, a: 'ё"\n' }], a: true, B: -2 });
  expect(text).toBe('{"B":-2,"a":true,"b":[1,{"a":"ё\\"\\n","z":null}]}');
  const { vault, tenant, ...rest } = facts();
  const { text: signed } = signReceipt({ vault, tenant, ...rest }, key);
  expect(signReceipt({ ...rest, tenant, vault }, key).text).toBe(signed);
  expect(signed).not.toContain('\n');
  expect(() => canonicalJson({ size: 0.1 })).toThrow('whole number');
  expect(() => canonicalJson({ size: 2 ** 53 })).toThrow('whole number');
});

test('a receipt proves what it states, and nothing that was changed', async () => {
  const stated = facts();
  const receipt = signReceipt(stated, key);
  expect(verifyReceipt(receipt, receipt.publicKey)).toMatchObject({
    ...stated,
    format: 'berth-shred-receipt/1',
    publicKeyId: receipt.publicKeyId,
  });
  const changed = receipt.text.replace('"oldKeyOpens":false', '"oldKeyOpens":true');
  expect(changed).not.toBe(receipt.text);
  expect(verifyReceipt({ ...receipt, text: changed }, receipt.publicKey)).toBeUndefined();
  const other = await readySigningKey(db, join(place, 'other.key'));
  expect(verifyReceipt(receipt, other.publicKey)).toBeUndefined();
});

test('the key is made once, for its owner only, and neither a damaged nor a lost one is replaced', async () => {
  const file = join(place, 'made.key');
  const first = await readySigningKey(db, file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await readySigningKey(db, file)).publicKeyId).toBe(first.publicKeyId);
  const damaged = join(place, 'damaged.key');
  writeFileSync(damaged, 'half a k');
  await expect(readySigningKey(db, damaged)).rejects.toThrow(`${damaged} is no Ed25519 key`);
  expect(readFileSync(damaged, 'utf8')).toBe('half a k');

  await saveReceipt(db, facts());
  rmSync(file);
  await expect(readySigningKey(db, file)).rejects.toMatchObject({
    ...{ reason: 'receipts-key-gone', forOperators: file },
    message: expect.not.stringContaining(file),
  });
  expect(existsSync(file)).toBe(false);
});

test('the documented line checks it with openssl alone', () => {
  const line = /^openssl pkeyutl .*$/m.exec(
    readFileSync(join(import.meta.dirname, '../../../docs/operating/vaults-keys.md'), 'utf8'),
  )?.[0];
  const { text, signature, publicKey } = signReceipt(facts(), key);
  writeFileSync(join(place, 'receipt.json'), text);
  writeFileSync(join(place, 'receipt.sig'), Buffer.from(signature, 'base64'));
  writeFileSync(join(place, 'berth-receipts.pem'), publicKey);
  const check = () => execFileSync('sh', ['-c', line ?? 'false'], { cwd: place, stdio: 'pipe' }).toString();
  expect(check()).toContain('Signature Verified Successfully');
  writeFileSync(join(place, 'receipt.json'), text.replace('acme', 'acne'));
  expect(check).toThrow();
});

test('a receipt is kept once and outlives the vault and the tenant', async () => {
  const tenant = await makeTenant(db);
  const vault = await makeVault(db, { tenantId: tenant.id });
  const { id, name, provider, isDedicated, createdAt } = vault;
  const stated = facts({
    vault: {
      id,
      name,
      provider: provider === 'luks' ? 'luks' : 'fscrypt',
      isDedicated,
      sizeBytes: Number(vault.sizeBytes),
      createdAt: createdAt.toISOString(),
    },
    tenant: { id: tenant.id, slug: tenant.slug, name: tenant.name },
  });
  const receiptId = await saveReceipt(db, stated);
  const kept = await db.shredReceipt.findUniqueOrThrow({ where: { id: receiptId } });
  expect(await saveReceipt(db, { ...stated, node: 'another' })).toBe(receiptId);

  await expect(db.tenant.delete({ where: { id: tenant.id } })).rejects.toThrow(/oreign key/);
  await db.vault.delete({ where: { id } });
  await db.tenant.delete({ where: { id: tenant.id } });
  const left = await db.shredReceipt.findUniqueOrThrow({ where: { vaultId: id } });
  expect(left).toEqual(kept);
  expect(verifyReceipt(left, key.publicKey)).toMatchObject({ tenant: { slug: tenant.slug } });
});
