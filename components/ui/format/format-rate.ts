import { formatBytes } from './format-bytes.ts';

/** Bytes per second: "1.5 MiB/s". */
export function formatRate(bytesPerSecond: number, locale: string): string {
  return `${formatBytes(bytesPerSecond, locale)}/${locale === 'ru' ? 'с' : 's'}`;
}
