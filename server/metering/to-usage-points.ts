import { samplePeriodSeconds, type UsagePoint } from './schema.ts';

type Row = {
  at: Date;
  cpuSeconds: number;
  memoryBytes: bigint;
  diskBytes: bigint;
  rxBytes: bigint;
  txBytes: bigint;
};

/** After a longer pause than this the rate of a whole gap would be a fiction. */
const longestGapSeconds = samplePeriodSeconds * 3;

/** Turns counters into rates. `rows` by time, the oldest first. */
export function toUsagePoints(rows: readonly Row[]): UsagePoint[] {
  return rows.map((row, index) => {
    const former = rows[index - 1];
    const seconds = former ? (row.at.getTime() - former.at.getTime()) / 1000 : 0;
    const rate = (now: number, before: number | undefined): number | null => {
      if (before === undefined || seconds <= 0 || seconds > longestGapSeconds || now < before) return null;
      return (now - before) / seconds;
    };
    const cpu = rate(row.cpuSeconds, former?.cpuSeconds);
    return {
      at: row.at.toISOString(),
      cpuPercent: cpu === null ? null : Math.round(cpu * 1000) / 10,
      memoryBytes: Number(row.memoryBytes),
      diskBytes: Number(row.diskBytes),
      rxBytesPerSecond: rate(Number(row.rxBytes), former && Number(former.rxBytes)),
      txBytesPerSecond: rate(Number(row.txBytes), former && Number(former.txBytes)),
    };
  });
}
