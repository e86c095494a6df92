import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { writeCookie } from '#components/ui/write-cookie.ts';
import { type Locale, localeCookie } from '#i18n/locales.ts';

/** Draws the page again in another language, and keeps the choice with the user where there is one. */
export function useChangeLocale(save?: (locale: Locale) => Promise<void>) {
  const router = useRouter();
  return (locale: Locale) => {
    writeCookie(localeCookie, locale);
    startTransition(async () => {
      await save?.(locale);
      router.refresh();
    });
  };
}
