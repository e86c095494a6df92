import { expect, test } from 'vitest';
import { mixedRate, parseCallRates } from './system-calls.ts';

test('rates are read by their names, and a part that is missing is none', () => {
  const text = 'getppid 4000000\nfile 250000\nstat 800000\npipe 1200000\n';
  expect(parseCallRates(text)).toEqual({ getppid: 4e6, file: 250_000, stat: 800_000, pipe: 1.2e6 });
  expect(() => parseCallRates('getppid 4000000\nfile 250000\n')).toThrow('no rates');
  expect(() => parseCallRates(text.replace('800000', '0'))).toThrow('no rates');
});

test('a mix of as many of each is as slow as all of them together', () => {
  expect(mixedRate({ getppid: 8, file: 8, stat: 8, pipe: 8 })).toBe(2);
  expect(mixedRate({ getppid: 1e9, file: 1, stat: 1e9, pipe: 1e9 })).toBeCloseTo(1);
});
