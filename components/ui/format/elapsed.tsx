'use client';

import { useLocale, useNow } from 'next-intl';
import { useEffect, useState } from 'react';
import { formatDuration } from './format-duration.ts';

/** How long something has been going on, counted every second. */
export function Elapsed({ since }: { since: Date | string }) {
  const locale = useLocale();
  const drawnAt = useNow();
  const [now, setNow] = useState(drawnAt.getTime());
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - new Date(since).getTime()) / 1000));
  return <span className="whitespace-nowrap">{formatDuration(Math.max(seconds, 1) * 1000, locale)}</span>;
}
