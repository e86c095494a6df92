/**
 * Money from millionths of the currency's unit. Small prices, such as those of an hour, keep as many
 * digits as they need to be more than nothing: at least two, at most six.
 */
export function formatMoney(micros: number | bigint, currency: string, locale: string): string {
  const value = Number(micros) / 1_000_000;
  const isSmall = value !== 0 && Math.abs(value) < 1;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: isSmall ? 6 : 2,
  }).format(value);
}
