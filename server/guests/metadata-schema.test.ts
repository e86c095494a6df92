import { describe, expect, test } from 'vitest';
import { metadata, metadataKey } from './metadata-schema.ts';

describe('metadata of the customer', () => {
  test.each(['role', 'app.version', 'cost-center', 'a_b', 'x1.y2', 'berthing'])('%s is a key', (key) => {
    expect(metadataKey.safeParse(key).success).toBe(true);
  });
  test.each([
    '',
    'A',
    '1a',
    'a..b',
    'a.',
    '-a',
    'a b',
    'a=b',
    'ü',
    'x'.repeat(64),
    'berth',
    'berth.id',
    'user.berth.id',
  ])('%s is none', (key) => {
    expect(metadataKey.safeParse(key).success).toBe(false);
  });
  test.each(['', 'two\nlines', 'x'.repeat(1025), '\x1b[2J', 'ж'.repeat(513)])(
    'a value that is none',
    (value) => {
      expect(metadata.safeParse({ key: value }).success).toBe(false);
    },
  );
  test('a key that is none says why', () => {
    const why = (key: string) =>
      metadata.safeParse({ [key]: 'x' }).error?.issues.map(({ message }) => message);
    expect([why('Bad Key'), why('berth.id')]).toEqual([['metadata-key-invalid'], ['metadata-key-reserved']]);
  });
  test('how many there may be', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']));
    expect(metadata.safeParse(many(32)).success).toBe(true);
    expect(metadata.safeParse(many(33)).success).toBe(false);
  });
});
