import { expect, test } from 'vitest';
import { cpuShares } from './cpu-shares.ts';

const one = (pid: number, cpuSeconds: number, more = {}) => ({
  ...{ pid, parentPid: 1, user: 'root', state: 'running' as const, name: 'x', command: 'x' },
  ...{ cpuSeconds, runsSeconds: 100, memoryBytes: 0, startedTicks: 5, ...more },
});

test('between two looks, and of what is new since it began', () => {
  const former = { clockTicks: 1000, processes: [one(7, 10), one(8, 4), one(9, 50)] };
  const now = {
    clockTicks: 1400,
    processes: [one(7, 12), one(8, 4), one(9, 1, { startedTicks: 1200, runsSeconds: 2 }), one(10, 25)],
  };
  expect(Object.fromEntries(cpuShares(now, former))).toEqual({ 7: 0.5, 8: 0, 9: 0.5, 10: 0.25 });
});

test('the first look, a clock that stands and one that goes back', () => {
  const now = { clockTicks: 1000, processes: [one(7, 10), one(8, 0, { runsSeconds: 0 })] };
  expect(Object.fromEntries(cpuShares(now, undefined))).toEqual({ 7: 0.1, 8: 0 });
  expect(Object.fromEntries(cpuShares(now, now))).toEqual({ 7: 0.1, 8: 0 });
  expect(Object.fromEntries(cpuShares(now, { clockTicks: 900, processes: [one(7, 11)] }))).toEqual({
    7: 0,
    8: 0,
  });
});
