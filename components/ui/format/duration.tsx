import { useLocale } from 'next-intl';
import { formatDuration } from './format-duration.ts';

export function Duration({ milliseconds }: { milliseconds: number }) {
  return <span className="whitespace-nowrap">{formatDuration(milliseconds, useLocale())}</span>;
}
