'use client';

import { useEffect } from 'react';
import { useRefresh } from './use-refresh.ts';

/** Draws the page again now and then, while somebody looks: for what no event tells of. Shows nothing. */
export function RefreshEvery({ seconds }: { seconds: number }) {
  const askAgain = useRefresh();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') askAgain();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds, askAgain]);
  return null;
}
