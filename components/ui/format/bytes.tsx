import { useLocale } from 'next-intl';
import { formatBytes } from './format-bytes.ts';

export function Bytes({ value }: { value: number | bigint }) {
  return <span className="whitespace-nowrap">{formatBytes(Number(value), useLocale())}</span>;
}
