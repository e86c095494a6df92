import { expect, test } from 'vitest';
import { toUsagePoints } from './to-usage-points.ts';

const row = (second: number, cpuSeconds: number, rx: number) => ({
  at: new Date(second * 1000),
  cpuSeconds,
  memoryBytes: 10n,
  diskBytes: 20n,
  rxBytes: BigInt(rx),
  txBytes: 0n,
});

test('counters become rates', () => {
  const points = toUsagePoints([row(0, 1, 100), row(10, 6, 1100)]);
  expect(points[1]).toMatchObject({
    cpuPercent: 50,
    rxBytesPerSecond: 100,
    txBytesPerSecond: 0,
    memoryBytes: 10,
  });
});

test('the first sample, a gap and a restarted counter have no rate', () => {
  const points = toUsagePoints([row(0, 5, 500), row(60, 6, 600), row(70, 1, 50), row(80, 2, 60)]);
  expect(points.map((point) => point.cpuPercent)).toEqual([null, null, null, 10]);
  expect(points.map((point) => point.rxBytesPerSecond)).toEqual([null, null, null, 1]);
});
