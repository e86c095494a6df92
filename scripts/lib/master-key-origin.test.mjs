import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { masterKeyOrigin } from './master-key-origin.mjs';

test('a raw key is named by its hash, a rotated file by that of its first key', () => {
  const key = randomBytes(32);
  const origin = createHash('sha256').update(key).digest('hex');
  expect(masterKeyOrigin(key)).toBe(origin);
  const rotated = { berth: 'master-keys', origin, current: '2', keys: {} };
  expect(masterKeyOrigin(Buffer.from(JSON.stringify(rotated)))).toBe(origin);
});

test('anything else is nobody’s', () => {
  for (const text of ['', 'short', '{"berth":"backup"}', '{"origin":"x"}']) {
    expect(masterKeyOrigin(Buffer.from(text)), text).toBeUndefined();
  }
});
