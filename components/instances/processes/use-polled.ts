import { useCallback, useEffect, useRef, useState } from 'react';
import { pollWhileSeen } from '#components/ui/poll/poll-while-seen.ts';

export type Polled<T> = {
  data: T | undefined;
  /** What was there one look before. */
  former: T | undefined;
  /** Why the last look failed, in the reader's language; '' where nobody answered. */
  failure: string | undefined;
  /** Looks again at once. */
  again: () => void;
};

/** Asks again and again while the page is seen, one question after the other. What was known stays when one fails. */
export function usePolled<T>(href: string, everyMs: number): Polled<T> {
  const [seen, setSeen] = useState<Omit<Polled<T>, 'again'>>(nothingYet);
  const wake = useRef(() => {});

  useEffect(() => {
    const look = async (signal: AbortSignal) => {
      const answer = await ask<T>(href, signal);
      if (!signal.aborted) {
        setSeen((last) =>
          'data' in answer ? { ...answer, former: last.data, failure: undefined } : { ...last, ...answer },
        );
      }
      return everyMs;
    };
    const poll = pollWhileSeen(look);
    wake.current = poll.now;
    return poll.stop;
  }, [href, everyMs]);

  return { ...seen, again: useCallback(() => wake.current(), []) };
}

const nothingYet = { data: undefined, former: undefined, failure: undefined };

async function ask<T>(href: string, signal: AbortSignal): Promise<{ data: T } | { failure: string }> {
  try {
    const answer = await fetch(href, { signal });
    const body = await answer.json();
    return answer.ok ? { data: body as T } : { failure: String(body.error?.message ?? '') };
  } catch {
    return { failure: '' };
  }
}
