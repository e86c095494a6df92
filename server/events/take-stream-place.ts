import { onceAProcess } from '#server/once-a-process.ts';

/** More pages than anybody looks at; each holds a connection and a listener here. */
export const mostStreams = 40;

/** A place among the streams of a session: the function that gives it back, or null when all are taken. */
export function takeStreamPlace(sessionId: string): (() => void) | null {
  const taken = onceAProcess('streams', () => new Map<string, number>());
  const count = taken.get(sessionId) ?? 0;
  if (count >= mostStreams) return null;
  taken.set(sessionId, count + 1);
  return () => {
    const left = (taken.get(sessionId) ?? 1) - 1;
    if (left > 0) taken.set(sessionId, left);
    else taken.delete(sessionId);
  };
}
