import { expect, test } from 'vitest';
import { besides, parseCpuList } from './cpus.ts';

test('processors are listed as the kernel writes them', () => {
  expect(parseCpuList('0,2-4\n')).toEqual([0, 2, 3, 4]);
  expect(parseCpuList('1')).toEqual([1]);
  expect(parseCpuList('')).toEqual([]);
});

test('where no processor is left nothing is bound to any', () => {
  expect(besides(Array.from({ length: 4096 }, (_, index) => index))).toEqual([]);
  expect(besides([4096]).slice(0, 2)).toEqual(['taskset', '--cpu-list']);
});
