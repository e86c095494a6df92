import { instruments } from '#server/metrics/instruments.ts';
import { onceAProcess } from '#server/once-a-process.ts';

type LoopPasses = { everySeconds: number; beganAt: Date; lastGoodAt: Date | undefined };

/** The loops of this process, by name: where no worker runs there are none. */
export function loopPasses(): Map<string, LoopPasses> {
  return onceAProcess('loops', () => new Map());
}

export function loopBegan(name: string, everySeconds: number): void {
  loopPasses().set(name, { everySeconds, beganAt: new Date(), lastGoodAt: undefined });
}

export function passEnded(name: string, isGood: boolean): void {
  const passes = loopPasses().get(name);
  const { loopPassAt, loopFailing } = instruments();
  loopFailing.set({ loop: name }, isGood ? 0 : 1);
  if (!isGood) return;
  loopPassAt.setToCurrentTime({ loop: name });
  if (passes) passes.lastGoodAt = new Date();
}

export function loopEnded(name: string): void {
  loopPasses().delete(name);
}
