import { useLocale } from 'next-intl';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { AuditEntryView } from '#server/audit/schema.ts';

/** The facts of an entry in one line, sizes in units; what is nothing (0, false, empty) is left out. */
export function useFacts() {
  const locale = useLocale();
  return (details: AuditEntryView['details']): string =>
    Object.entries(details)
      .filter(([, value]) => Boolean(value))
      .map(([key, value]) =>
        key.endsWith('Bytes') && typeof value === 'number'
          ? `${key.replace(/Bytes$/, '')}: ${formatBytes(value, locale)}`
          : `${key}: ${value}`,
      )
      .join(' · ');
}
