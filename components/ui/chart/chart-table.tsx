'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ChartSeries, ChartUnit } from './chart-data.ts';
import { formatChartValue } from './format-chart-value.ts';

interface ChartTableProps {
  title: string;
  unit: ChartUnit;
  times: number[];
  series: ChartSeries[];
}

/** The same values as a table, newest first; drawn only when it is opened. */
export function ChartTable({ title, unit, times, series }: ChartTableProps) {
  const t = useTranslations('common.chart');
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="mt-1 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-sm text-ink-3 hover:text-ink">{t('table')}</summary>
      {isOpen && <Rows title={title} unit={unit} times={times} series={series} />}
    </details>
  );
}

function Rows({ title, unit, times, series }: ChartTableProps) {
  const t = useTranslations('common.chart');
  const format = useFormatter();
  const locale = useLocale();
  const write = (value: number | null | undefined) =>
    value == null ? t('noValue') : formatChartValue(value, unit, locale);
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={title}
      className="mt-1 max-h-56 overflow-y-auto rounded-md border border-line"
    >
      <table className="w-full">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="text-start text-xs text-ink-3">
            <th scope="col" className="px-2 py-1 text-start font-medium">
              {t('time')}
            </th>
            {series.map((one) => (
              <th key={one.label} scope="col" className="px-2 py-1 text-end font-medium">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times
            .map((time, index) => (
              <tr key={time} className="border-t border-line">
                <th scope="row" className="px-2 py-0.5 text-start font-normal whitespace-nowrap">
                  {format.dateTime(new Date(time * 1000), { dateStyle: 'short', timeStyle: 'medium' })}
                </th>
                {series.map((one) => (
                  <td key={one.label} className="px-2 py-0.5 text-end whitespace-nowrap">
                    {write(one.values[index])}
                  </td>
                ))}
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </section>
  );
}
