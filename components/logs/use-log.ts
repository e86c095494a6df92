import { useEffect, useState } from 'react';
import { pollWhileSeen } from '#components/ui/poll/poll-while-seen.ts';
import type { LogPage } from '#server/logs/schema.ts';
import { keepLines, nothing, type Shown } from './keep-lines.ts';

export type LogState = 'loading' | 'following' | 'paused' | 'hidden' | 'broken' | 'refused';
const everyMs = 1500;
const afterFailureMs = 5000;

/** Follows a log while somebody looks. `refused`: the server has said why there is none; `retry` asks again. */
export function useLog(path: string, isPaused: boolean) {
  const [shown, setShown] = useState<Shown>(nothing);
  const [state, setState] = useState<LogState>('loading');
  const [refusal, setRefusal] = useState<string>();
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further round is a further try
  useEffect(() => {
    if (isPaused) return setState('paused');
    // As it was when following began: what is read here alone moves it on.
    let current: Shown | undefined;

    async function read(signal: AbortSignal): Promise<number | undefined> {
      const next = await step(signal).catch(() => afterFailureMs);
      if (next === afterFailureMs && !signal.aborted) setState('broken');
      return next;
    }

    /** How long until the next one; undefined when there is none. */
    async function step(signal: AbortSignal): Promise<number | undefined> {
      current ??= await new Promise<Shown>((resolve) =>
        setShown((before) => {
          resolve(before);
          return before;
        }),
      );
      const query = current.cursor === null ? '' : `?${new URLSearchParams({ after: current.cursor })}`;
      const answer = await fetch(path + query, { signal });
      if (!answer.ok) {
        if (answer.status >= 500) return afterFailureMs;
        const body = (await answer.json()) as { error: { message: string } };
        setRefusal(body.error.message);
        setState('refused');
        return undefined;
      }
      const page = (await answer.json()) as LogPage;
      current = keepLines(current, page);
      setShown(current);
      setRefusal(undefined);
      setState('following');
      return page.hasMore ? 0 : everyMs;
    }

    return pollWhileSeen(read, { onHidden: () => setState('hidden') }).stop;
  }, [path, isPaused, round]);

  return { shown, state, refusal, retry: () => setRound((before) => before + 1) };
}
