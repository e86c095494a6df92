import type { Size } from './schema.ts';

const gib = 1024 ** 3;

export type Price = { hourMicros: number; monthMicros: number; currency: string };
/** What a size of one's own costs an hour, in millionths of the currency unit. */
export type Rates = {
  currency: string;
  vcpuHourMicros: number;
  memoryGibHourMicros: number;
  diskGibHourMicros: number;
};

/** Of a year's 8,760 hours a twelfth: what a month of a size of one's own is reckoned with. */
const hoursOfMonth = 730;

/** The price of a size of one's own; a plan has its own prices. */
export function priceOfSize(size: Size, rates: Rates): Price {
  const hourMicros = Math.round(
    size.vcpus * rates.vcpuHourMicros +
      (size.memoryBytes / gib) * rates.memoryGibHourMicros +
      (size.diskBytes / gib) * rates.diskGibHourMicros,
  );
  return { hourMicros, monthMicros: hourMicros * hoursOfMonth, currency: rates.currency };
}
