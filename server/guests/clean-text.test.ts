import { describe, expect, test } from 'vitest';
import { cleanLines, cleanText } from './clean-text.ts';

describe('what a guest prints', () => {
  test('words of any language stay', () => {
    expect(cleanText('nginx: worker – Журнал 日本 👍')).toBe('nginx: worker – Журнал 日本 👍');
  });
  test('escapes of a terminal are spelled', () => {
    expect(cleanText('\x1b[2Jgone\x07\x9b31m')).toBe('\\x1b[2Jgone\\x07\\x9b31m');
  });
  test('what turns or hides text is spelled', () => {
    expect(cleanText('txt\u202Eexe.\u200Bx\u2028y\uFEFF')).toBe('txt\\u202eexe.\\u200bx\\u2028y\\ufeff');
  });
  test('half of a pair of surrogates is spelled', () => {
    expect(cleanText('a\ud800b')).toBe('a\\ud800b');
  });
  test('it ends in time', () => {
    const long = cleanText('x'.repeat(10_000_000), 100);
    expect(long).toHaveLength(100);
    expect(long.endsWith('…')).toBe(true);
  });
  test('lines stay lines, and are not without end', () => {
    expect(cleanLines('one\r\n\n two\x00\n')).toBe('one\ntwo\\x00');
    expect(cleanLines('x\n'.repeat(1000), 3)).toBe('x\nx\nx');
  });
});
