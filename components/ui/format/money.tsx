import { useLocale } from 'next-intl';
import { formatMoney } from './format-money.ts';

/** `micros` are millionths of the currency's unit. */
export function Money({ micros, currency }: { micros: number | bigint; currency: string }) {
  return <span className="whitespace-nowrap">{formatMoney(micros, currency, useLocale())}</span>;
}
