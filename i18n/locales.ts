export const locales = ['en', 'ru'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'en';

/** Each language in its own words, so that it can be found by who reads only that one. */
export const localeNames: Record<Locale, string> = { en: 'English', ru: 'Русский' };

export const localeCookie = 'berth-locale';
export const timeZoneCookie = 'berth-tz';

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}
