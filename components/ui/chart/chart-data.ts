export type ChartUnit = 'percent' | 'bytes' | 'rate' | 'number';

export interface ChartSeries {
  label: string;
  /** One per time; null where there was no sample. */
  values: (number | null)[];
}

export interface ChartData {
  /** Seconds since 1970, ascending. */
  times: number[];
  series: ChartSeries[];
}

/**
 * Makes a silence visible: where two samples lie further apart than `gapSeconds`, a row of nothing goes
 * between them, so that no line is drawn over a time that nobody measured.
 */
export function withGaps({ times, series }: ChartData, gapSeconds: number): ChartData {
  const out: ChartData = { times: [], series: series.map(({ label }) => ({ label, values: [] })) };
  times.forEach((time, index) => {
    const before = times[index - 1];
    if (before !== undefined && time - before > gapSeconds) push(out, (before + time) / 2, () => null);
    push(out, time, (at) => series[at]?.values[index] ?? null);
  });
  return out;
}

function push(data: ChartData, time: number, valueAt: (series: number) => number | null) {
  data.times.push(time);
  data.series.forEach((one, at) => void one.values.push(valueAt(at)));
}
