const gib = 1024 ** 3;

/** What stands in a field before anybody types: 536870912 bytes are "0.5" GiB, "0,5" in Russian. */
export function toGibText(bytes: number, locale: string): string {
  return toText(bytes / gib, locale, 4);
}

/** 4_900_000 millionths are "4.9". */
export function toMoneyText(micros: number, locale: string): string {
  return toText(micros / 1_000_000, locale, 6);
}

function toText(value: number, locale: string, maximumFractionDigits: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits, useGrouping: false }).format(value);
}
