import { setTimeout as delay } from 'node:timers/promises';

type Panel = { origin: string; cookie: string };

/** Opens the pages in turn until `end`; gives the milliseconds that each took to its last byte. */
export async function watchPages(
  panel: Panel,
  paths: readonly string[],
  end: Promise<unknown>,
): Promise<number[]> {
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  const times: number[] = [];
  for (let n = 0; !isOver; n++) {
    const startedAt = performance.now();
    const response = await fetch(`${panel.origin}${paths[n % paths.length]}`, {
      headers: { cookie: panel.cookie },
    });
    await response.text();
    if (!response.ok) throw new Error(`${paths[n % paths.length]}: ${response.status}`);
    times.push(performance.now() - startedAt);
    await delay(100);
  }
  return times;
}
