import { useEffect, useRef, useState } from 'react';
import { pollWhileSeen } from '#components/ui/poll/poll-while-seen.ts';
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
    async function read(signal: AbortSignal): Promise<number> {
      try {
        const answer = await fetch(`${path}?after=${last.current}`, { signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const next = (await answer.json()) as DeploymentLines;
        if (signal.aborted) return everyMs;
        setAsked((before) => addLines(before, next.lines));
        setBroken(false);
        setOver(next.isOver);
        return everyMs;
      } catch {
        if (!signal.aborted) setBroken(true);
        return afterFailureMs;
      }
    }
    return pollWhileSeen(read).stop;
  }, [path, isDone]);
  const state: LinesState = isDone ? 'over' : isBroken ? 'broken' : 'live';
  return { lines, state };
}
