import { formatBytes } from '../format/format-bytes.ts';
import { formatNumber } from '../format/format-number.ts';
import { formatPercent } from '../format/format-percent.ts';
import { formatRate } from '../format/format-rate.ts';
import type { ChartUnit } from './chart-data.ts';

/** A value with its unit. Percents are shares of one. */
export function formatChartValue(value: number, unit: ChartUnit, locale: string): string {
  if (unit === 'bytes') return formatBytes(value, locale);
  if (unit === 'rate') return formatRate(value, locale);
  if (unit === 'percent') return formatPercent(value, locale);
  return formatNumber(value, locale);
}
