import { expect, test } from 'vitest';
import { untriedWords } from './untried-words.ts';

const whole = ['header-overwritten', 'file-deleted', 'wrapped-key-deleted'];

test('nothing that was not seen is called verified, whoever has the key', () => {
  for (const keyMode of ['provider', 'passphrase'] as const) {
    expect(untriedWords(keyMode, ['wrapped-key-deleted'])).toMatch(/had nothing of it/);
  }
});

test('a key that is here is tried; of a passphrase it is said what the node itself has verified', () => {
  expect(untriedWords('provider', whole)).toBeUndefined();
  expect(untriedWords('passphrase', whole)).toMatch(/^only the customer .*; the node read the file again/);
  expect(untriedWords('passphrase', ['file-deleted'])).toBe('only the customer has the passphrase');
});
