import { expect, it } from 'vitest';
import { keyLetter } from './key-letter.ts';

it('takes the place of the key where the layout has no Latin letters', () => {
  expect(keyLetter({ key: 'л', code: 'KeyK' })).toBe('k');
  expect(keyLetter({ key: 'П', code: 'KeyG' })).toBe('g');
});

it('takes the letter where there is one, wherever its key lies', () => {
  expect(keyLetter({ key: 'k', code: 'KeyV' })).toBe('k');
  expect(keyLetter({ key: '?', code: 'Digit7' })).toBe('?');
  expect(keyLetter({ key: 'Escape', code: 'Escape' })).toBe('escape');
});
