import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { FactName } from '#server/audit/facts-schema.ts';
import type { AuditEntryView } from '#server/audit/schema.ts';

/** The facts of an entry in one line, sizes in units; what is nothing (0, false, empty) is left out. */
export function useFacts() {
  const t = useTranslations('audit.facts');
  const locale = useLocale();
  /** A fact of a former version may have a name that nobody knows any more. */
  const nameOf = (key: string) => (t.has(key as FactName) ? t(key as FactName) : key);
  return (details: AuditEntryView['details']): string =>
    Object.entries(details)
      .filter(([, value]) => Boolean(value))
      .map(([key, value]) =>
        value === true ? nameOf(key) : `${nameOf(key)}: ${inUnits(key, value, locale)}`,
      )
      .join(' · ');
}

function inUnits(key: string, value: AuditEntryView['details'][string], locale: string): string {
  if (typeof value !== 'number') return String(value);
  if (key.endsWith('Bytes')) return formatBytes(value, locale);
  if (key.endsWith('Micros')) return (value / 1_000_000).toLocaleString(locale, { maximumFractionDigits: 6 });
  return String(value);
}
