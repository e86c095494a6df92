import type { Locale } from '#i18n/locales.ts';

/** A moment in the words of a mail: nobody knows the reader's own zone here. */
export function mailTime(locale: Locale, moment: string | Date): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(new Date(moment))} UTC`;
}
