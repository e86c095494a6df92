import { setTimeout as delay } from 'node:timers/promises';

/** Looks again and again until there is something, and gives that. Throws when it takes too long. */
export async function untilFound<T>(
  look: () => Promise<T | null | undefined | false>,
  patienceSeconds = 30,
): Promise<T> {
  const deadline = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`not found within ${patienceSeconds} s`);
    await delay(20);
  }
}
