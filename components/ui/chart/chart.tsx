'use client';

import dynamic from 'next/dynamic';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Skeleton } from '../skeleton.tsx';
import { type ChartSeries, type ChartUnit, withGaps } from './chart-data.ts';
import { ChartTable } from './chart-table.tsx';
import { formatChartValue } from './format-chart-value.ts';

const Canvas = dynamic(() => import('./chart-canvas.tsx').then((module) => module.ChartCanvas), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

export interface ChartProps {
  title: string;
  unit: ChartUnit;
  /** Seconds since 1970, ascending. */
  times: number[];
  series: ChartSeries[];
  /** The span of time that is shown, so that a short history does not look like a long one. */
  from: number;
  to: number;
  /** Samples further apart than this have a gap between them; three times their usual distance is sensible. */
  gapSeconds: number;
  /** The top of the scale, such as the memory that there is; grows by itself when left out. */
  max?: number | undefined;
  height?: number | undefined;
}

/** Values over time: units on the axis, the values under the pointer, and a table for who cannot see it. */
export function Chart({ title, unit, times, series, from, to, gapSeconds, max, height = 160 }: ChartProps) {
  const t = useTranslations('common.chart');
  const locale = useLocale();
  const [at, setAt] = useState<number>();
  const data = useMemo(() => withGaps({ times, series }, gapSeconds), [times, series, gapSeconds]);
  const index = at !== undefined && at < data.times.length ? at : lastIndex(data.series);
  const isEmpty = data.series.every((one) => one.values.every((value) => value === null));

  return (
    <figure aria-label={title} className="min-w-0">
      <figcaption className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <span className="font-medium">{title}</span>
        <Readout
          entries={data.series.map((one) => {
            const value = index === undefined ? null : one.values[index];
            return { label: one.label, text: value == null ? '–' : formatChartValue(value, unit, locale) };
          })}
          time={at === undefined ? undefined : data.times[at]}
        />
      </figcaption>
      <div aria-hidden style={{ height }} className="relative">
        {isEmpty ? (
          <p className="grid h-full place-items-center rounded-md border border-dashed border-line-strong text-ink-3">
            {t('empty')}
          </p>
        ) : (
          <Canvas data={data} unit={unit} from={from} to={to} max={max} height={height} onCursor={setAt} />
        )}
      </div>
      <ChartTable title={title} unit={unit} times={times} series={series} />
    </figure>
  );
}

interface ReadoutProps {
  entries: { label: string; text: string }[];
  time: number | undefined;
}

/** The values under the pointer, or the latest ones. */
function Readout({ entries, time }: ReadoutProps) {
  const format = useFormatter();
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 text-sm text-ink-2">
      {time !== undefined && (
        <span className="text-ink-3">{format.dateTime(new Date(time * 1000), { timeStyle: 'medium' })}</span>
      )}
      {entries.map((entry, index) => (
        <span key={entry.label} className="inline-flex items-center gap-1.5">
          <span
            aria-hidden
            className="h-0.5 w-3 rounded-full"
            style={{ background: `var(--series-${index + 1})` }}
          />
          {entries.length > 1 && entry.label}
          <span className="text-ink">{entry.text}</span>
        </span>
      ))}
    </span>
  );
}

function lastIndex(series: ChartSeries[]) {
  const longest = Math.max(0, ...series.map((one) => one.values.length));
  for (let index = longest - 1; index >= 0; index -= 1) {
    if (series.some((one) => one.values[index] != null)) return index;
  }
  return undefined;
}
