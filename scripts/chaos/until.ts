import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the answer is yes; throws when it is not after `timeoutSeconds`. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  timeoutSeconds: number,
): Promise<void> {
  const deadline = performance.now() + timeoutSeconds * 1000;
  for (;;) {
    if (await isSo().catch(() => false)) return;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutSeconds} s`);
    await delay(200);
  }
}
