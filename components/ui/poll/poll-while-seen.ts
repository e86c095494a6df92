const afterFailureMs = 5000;

type Read = (signal: AbortSignal) => Promise<number | undefined>;
type Options = {
  /** Until the first time; at once unless said. */
  afterMs?: number;
  onHidden?: () => void;
};

/**
 * Reads again and again, one after the other, while the page is seen, and at once when it is seen again. `read` says
 * how many milliseconds to wait for the next time; undefined: until then. One that fails is tried again after a while;
 * what the page says of that is its own.
 */
export function pollWhileSeen(read: Read, { afterMs, onHidden }: Options = {}) {
  const ended = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReading = false;

  async function look(): Promise<void> {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') return onHidden?.();
    if (isReading) return;
    isReading = true;
    const pauseMs = await read(ended.signal).catch(() => afterFailureMs);
    isReading = false;
    if (ended.signal.aborted || pauseMs === undefined) return;
    timer = setTimeout(now, pauseMs);
  }
  const now = () => void look();

  if (afterMs === undefined) now();
  else timer = setTimeout(now, afterMs);
  document.addEventListener('visibilitychange', now);
  return {
    now,
    stop() {
      ended.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', now);
    },
  };
}
