const steps = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** How long something took: "840 ms", "1.2 sec", "3 min 4 sec", "2 hr 5 min". */
export function formatDuration(milliseconds: number, locale: string): string {
  if (milliseconds < 1000) return part(milliseconds, 'millisecond', locale, 0);
  const seconds = milliseconds / 1000;
  if (seconds < 60) return part(seconds, 'second', locale, seconds < 10 ? 1 : 0);
  const whole = Math.round(seconds);
  const index = steps.findIndex((step) => whole >= step.seconds);
  const big = steps[index] ?? steps[2];
  const small = steps[index + 1] ?? { unit: 'second', seconds: 1 };
  const rest = Math.floor((whole % big.seconds) / small.seconds);
  const first = part(Math.floor(whole / big.seconds), big.unit, locale, 0);
  return rest === 0 ? first : `${first} ${part(rest, small.unit, locale, 0)}`;
}

function part(value: number, unit: string, locale: string, maximumFractionDigits: number) {
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits } as const;
  return new Intl.NumberFormat(locale, options).format(value);
}
