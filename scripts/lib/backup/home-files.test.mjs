import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { masterKeyOrigin } from '../master-key-origin.mjs';
import { fileParts, refuseRotated } from './home-files.mjs';

let home;
let key;
const names = (parts) => parts.map(({ head }) => head.name);

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'berth-test-home-'));
  key = randomBytes(32);
  writeFileSync(path.join(home, 'master.key'), key);
});
afterAll(() => rmSync(home, { recursive: true }));

test('the key of receipts is taken where there is one', () => {
  const ctx = { home, env: {}, config: {} };
  expect(names(fileParts(ctx))).toEqual(['master.key', 'config.json']);
  writeFileSync(path.join(home, 'receipts.key'), 'pem');
  expect(names(fileParts(ctx))).toEqual(['master.key', 'config.json', 'receipts.key']);
  const elsewhere = { ...ctx, env: { BERTH_RECEIPTS_KEY_FILE: path.join(home, 'nowhere') } };
  expect(names(fileParts(elsewhere))).toEqual(['master.key', 'config.json']);
});

test('a rotated key is still this panel’s, and a backup across its rotation is refused', () => {
  const ctx = { home, env: {}, config: { masterKeyHash: masterKeyOrigin(key) } };
  const files = fileParts(ctx);
  expect(() => refuseRotated(ctx, files)).not.toThrow();
  const rotated = { berth: 'master-keys', origin: masterKeyOrigin(key), current: '2', keys: {} };
  writeFileSync(path.join(home, 'master.key'), JSON.stringify(rotated));
  expect(() => refuseRotated(ctx, files)).toThrow('rotated while the backup was taken');
  expect(() => fileParts(ctx)).not.toThrow();
  writeFileSync(path.join(home, 'master.key'), randomBytes(32));
  expect(() => fileParts(ctx)).toThrow('another one than this panel works with');
});
