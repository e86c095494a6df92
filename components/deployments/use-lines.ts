import { useEffect, useState } from 'react';
import type { DeploymentLines } from '#server/deployments/schema.ts';

export type DeployLine = DeploymentLines['lines'][number];
export type LinesState = 'live' | 'over' | 'broken';
const everyMs = 700;
const afterFailureMs = 3000;

/** The log of a deployment as it comes. It lies in the database, so a page that is loaded anew has all of it. */
export function useLines(path: string, first: DeploymentLines) {
  const [lines, setLines] = useState(first.lines);
  const [state, setState] = useState<LinesState>(first.isOver ? 'over' : 'live');
  useEffect(() => {
    if (first.isOver) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let after = first.lines.at(-1)?.seq ?? -1;

    async function read() {
      clearTimeout(timer);
      if (document.hidden) return;
      try {
        const answer = await fetch(`${path}?after=${after}`, { signal: controller.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const next = (await answer.json()) as DeploymentLines;
        after = next.lines.at(-1)?.seq ?? after;
        if (next.lines.length > 0) setLines((before) => [...before, ...next.lines]);
        setState(next.isOver ? 'over' : 'live');
        if (!next.isOver) timer = setTimeout(() => void read(), everyMs);
      } catch {
        if (controller.signal.aborted) return;
        setState('broken');
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
  }, [path, first]);
  return { lines, state };
}
