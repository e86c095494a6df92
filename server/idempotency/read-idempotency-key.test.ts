import { expect, test } from 'vitest';
import { readIdempotencyKey } from './read-idempotency-key.ts';

test.each([
  ['order-4711', 'order-4711'],
  ['"order-4711"', 'order-4711'],
  ['!~', '!~'],
  ['x'.repeat(255), 'x'.repeat(255)],
])('%s is a key', (header, key) => {
  expect(readIdempotencyKey(header)).toBe(key);
});

test.each(['', '""', 'two words', 'ключ', 'tab\there', 'x'.repeat(256)])('%j is none', (header) => {
  expect(() => readIdempotencyKey(header)).toThrow('1 to 255 visible ASCII characters');
});

test('a call without the header has no key', () => {
  expect(readIdempotencyKey(null)).toBeUndefined();
});
