import { useEffect, useState } from 'react';
import type { ComposeReading, ComposeVariable } from '#server/compose/schema.ts';

/** Asks the server what would become of a file; null where it cannot be told now. */
export type ReadFile = (
  tenant: string,
  text: string,
  variables: ComposeVariable[],
  stack: string,
) => Promise<ComposeReading | null>;

type Asked = { tenant: string; text: string; variables: ComposeVariable[]; stack: string };

/** After so long without another key it is read. */
const pauseMs = 350;

/** What the server says of the file as it is typed; the former answer stays until there is another. */
export function useReading(read: ReadFile, { tenant, text, variables, stack }: Asked) {
  const [reading, setReading] = useState<ComposeReading>();
  const [isReading, setIsReading] = useState(false);
  const key = JSON.stringify([text, variables, stack]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds everything that is asked with
  useEffect(() => {
    if (text.trim() === '') {
      setReading(undefined);
      setIsReading(false);
      return;
    }
    let isOver = false;
    setIsReading(true);
    const timer = setTimeout(async () => {
      const answer = await read(tenant, text, variables, stack).catch(() => null);
      if (isOver) return;
      setIsReading(false);
      if (answer) setReading(answer);
    }, pauseMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [key]);
  return { reading, isReading };
}
