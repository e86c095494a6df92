import { describe, expect, it } from 'vitest';
import { formatBytes } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { formatMoney } from './format-money.ts';
import { formatPercent } from './format-percent.ts';
import { formatRate } from './format-rate.ts';

/** Intl uses several kinds of space; which one is not ours to hold. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [512 * 1024 ** 2, '512 MiB'],
    [1.5 * 1024 ** 3, '1.5 GiB'],
    [12.34 * 1024 ** 3, '12.3 GiB'],
    [1023.7 * 1024 ** 2, '1 GiB'],
    [2 * 1024 ** 4, '2 TiB'],
  ])('%d is %s', (bytes, expected) => {
    expect(plain(formatBytes(bytes, 'en'))).toBe(expected);
  });
  it('speaks Russian', () => {
    expect(plain(formatBytes(1.5 * 1024 ** 3, 'ru'))).toBe('1,5 ГиБ');
    expect(plain(formatRate(2048, 'ru'))).toBe('2 КиБ/с');
  });
});

describe('formatMoney', () => {
  it('keeps a small price above nothing and rounds a large one', () => {
    expect(plain(formatMoney(6_900, 'EUR', 'en'))).toBe('€0.0069');
    expect(plain(formatMoney(4_999_900, 'EUR', 'en'))).toBe('€5.00');
    expect(plain(formatMoney(0, 'EUR', 'en'))).toBe('€0.00');
    expect(plain(formatMoney(1_234_500_000n, 'RUB', 'ru'))).toBe('1 234,50 ₽');
  });
});

describe('formatDuration', () => {
  it.each([
    [840, '840 ms'],
    [1240, '1.2 sec'],
    [12_300, '12 sec'],
    [184_000, '3 min 4 sec'],
    [7_500_000, '2 hr 5 min'],
    [86_400_000, '1 day'],
  ])('%d ms is %s', (milliseconds, expected) => {
    expect(plain(formatDuration(milliseconds, 'en'))).toBe(expected);
  });
});

describe('formatPercent', () => {
  it('shows a tenth only where it matters', () => {
    expect(formatPercent(0.034, 'en')).toBe('3.4%');
    expect(formatPercent(0.425, 'en')).toBe('43%');
  });
});
