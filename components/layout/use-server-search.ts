import { useEffect, useState } from 'react';
import type { CommandItem } from './shell-props.ts';

interface Found {
  items: CommandItem[];
  status: 'idle' | 'searching' | 'failed';
}

const nothing: Found = { items: [], status: 'idle' };
const waitMs = 180;
const shortest = 2;

/** Asks the server once typing pauses, and lets a late answer to an earlier text fall. */
export function useServerSearch(
  text: string,
  search: ((text: string) => Promise<CommandItem[]>) | undefined,
): Found {
  const [found, setFound] = useState(nothing);
  const asked = text.trim();

  useEffect(() => {
    if (!search || asked.length < shortest) return setFound(nothing);
    let isCurrent = true;
    setFound((old) => ({ items: old.items, status: 'searching' }));
    const timer = setTimeout(async () => {
      const answer = await search(asked).then(
        (items): Found => ({ items: items.map((item) => ({ ...item, group: 'found' })), status: 'idle' }),
        (): Found => ({ items: [], status: 'failed' }),
      );
      if (isCurrent) setFound(answer);
    }, waitMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asked, search]);

  return found;
}
