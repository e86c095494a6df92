import { useEffect, useRef, useState } from 'react';
import type { DeploymentLines } from '#server/deployments/schema.ts';
import { addLines } from './add-lines.ts';

export type LinesState = 'live' | 'over' | 'broken';
const everyMs = 700;
const afterFailureMs = 3000;

/**
 * The log of a deployment as it comes. It lies in the database, so a page that is loaded anew has all of it; one that
 * is drawn anew brings lines as well.
 */
export function useLines(path: string, first: DeploymentLines) {
  const [asked, setAsked] = useState<DeploymentLines['lines']>([]);
  const [isBroken, setBroken] = useState(false);
  const [isOver, setOver] = useState(first.isOver);
  const lines = addLines(first.lines, asked);
  const last = useRef(-1);
  last.current = lines.at(-1)?.seq ?? -1;
  const isDone = isOver || first.isOver;

  useEffect(() => {
    if (isDone) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function read() {
      clearTimeout(timer);
      if (document.hidden) return;
      try {
        const answer = await fetch(`${path}?after=${last.current}`, { signal: controller.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const next = (await answer.json()) as DeploymentLines;
        if (controller.signal.aborted) return;
        setAsked((before) => addLines(before, next.lines));
        setBroken(false);
        setOver(next.isOver);
        timer = setTimeout(() => void read(), everyMs);
      } catch {
        if (controller.signal.aborted) return;
        setBroken(true);
        timer = setTimeout(() => void read(), afterFailureMs);
      }
    }

    void read();
    const onVisible = () => void read();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [path, isDone]);
  const state: LinesState = isDone ? 'over' : isBroken ? 'broken' : 'live';
  return { lines, state };
}
