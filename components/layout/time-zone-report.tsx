'use client';

import { useTimeZone } from 'next-intl';
import { useEffect } from 'react';
import { writeCookie } from '#components/ui/write-cookie.ts';
import { timeZoneCookie } from '#i18n/locales.ts';

/** Tells the server which clock the reader lives by, so that the next page is drawn in it. */
export function TimeZoneReport() {
  const known = useTimeZone();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own && own !== known) writeCookie(timeZoneCookie, own);
  }, [known]);
  return null;
}
