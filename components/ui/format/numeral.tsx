import { useLocale } from 'next-intl';
import { formatNumber } from './format-number.ts';

export function Numeral({ value }: { value: number }) {
  return <span className="whitespace-nowrap">{formatNumber(value, useLocale())}</span>;
}
