import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState, useTransition } from 'react';

/**
 * Draws the page again, one time after the other: where the server or the line is slow, a second request
 * would only wait behind the first, and the page would show neither.
 */
export function useRefresh(): () => void {
  const router = useRouter();
  const [isRefreshing, start] = useTransition();
  const [asked, setAsked] = useState(0);
  const answered = useRef(0);
  useEffect(() => {
    if (isRefreshing || asked === answered.current) return;
    answered.current = asked;
    start(() => router.refresh());
  }, [asked, isRefreshing, router]);
  return useCallback(() => setAsked((count) => count + 1), []);
}
