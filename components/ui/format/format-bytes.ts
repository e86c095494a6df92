const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;
const unitsRu = ['Б', 'КиБ', 'МиБ', 'ГиБ', 'ТиБ', 'ПиБ'] as const;

/** Bytes in binary units, at most three significant figures: "512 MiB", "1.5 GiB", "1,5 ГиБ". */
export function formatBytes(bytes: number, locale: string): string {
  const exponent = unitExponent(bytes);
  const unit = (locale === 'ru' ? unitsRu : units)[exponent] ?? 'B';
  const value = bytes / 1024 ** exponent;
  return `${amount(value, locale)}\u00a0${unit}`;
}

/** The power of 1024 in which a size is best read; charts ask for one unit for a whole axis. */
export function unitExponent(bytes: number): number {
  const size = Math.abs(bytes);
  let exponent = 0;
  // 1023.7 MiB would be written as "1,024 MiB": step over as soon as rounding would reach the next unit.
  while (exponent < units.length - 1 && Math.round(size / 1024 ** exponent) >= 1024) exponent += 1;
  return exponent;
}

function amount(value: number, locale: string) {
  const size = Math.abs(value);
  const maximumFractionDigits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value);
}
