'use client';

import { useFormatter, useNow } from 'next-intl';
import { useSyncExternalStore } from 'react';

interface TimeAgoProps {
  /** A Date or an ISO text. */
  value: Date | string;
}

/** "5 minutes ago", kept true while the page is open; the exact time on hover and in the markup. */
export function TimeAgo({ value }: TimeAgoProps) {
  const format = useFormatter();
  const drawnAt = useNow();
  const ticks = useSyncExternalStore(subscribe, readClock, () => 0);
  const date = typeof value === 'string' ? new Date(value) : value;
  const now = ticks === 0 ? drawnAt : new Date(ticks);
  // Clocks differ by a little: nothing has happened in the future.
  const since = new Date(Math.min(date.getTime(), now.getTime()));
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, { dateStyle: 'long', timeStyle: 'long' })}
      className="whitespace-nowrap"
    >
      {format.relativeTime(since, { now, style: 'long' })}
    </time>
  );
}

const tickMs = 15_000;
const listeners = new Set<() => void>();
let clock = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all of them, however long the list. */
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, tickMs);
  // A page that was opened without a reload still has the clock of the one before it.
  if (Date.now() - clock > tickMs) queueMicrotask(tick);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  clock = Date.now();
  for (const listener of listeners) listener();
}

function readClock() {
  return clock;
}
