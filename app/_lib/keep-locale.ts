import { cookies } from 'next/headers';
import { isLocale, localeCookie } from '#i18n/locales.ts';
import { env } from '#server/env.ts';

const yearSeconds = 365 * 86_400;

/** Draws the next pages in this language; where there is no choice the browser's stays. */
export async function keepLocale(locale: string | null): Promise<void> {
  if (!isLocale(locale)) return;
  const secure = env().BERTH_URL.startsWith('https:');
  (await cookies()).set(localeCookie, locale, { path: '/', maxAge: yearSeconds, sameSite: 'lax', secure });
}
