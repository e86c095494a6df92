import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { loadMessages } from './load-messages.ts';
import { localeCookie, timeZoneCookie } from './locales.ts';
import { pickLocale } from './pick-locale.ts';
import { timeZone } from './time-zone.ts';

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = pickLocale(jar.get(localeCookie)?.value, head.get('accept-language'));
  return {
    locale,
    messages: await loadMessages(locale),
    timeZone: timeZone(jar.get(timeZoneCookie)?.value),
    now: new Date(),
  };
});
