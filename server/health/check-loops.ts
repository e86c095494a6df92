import { loopPasses } from './loop-passes.ts';

/** What a pass may take besides its pause before it counts as late. */
const graceSeconds = 120;

/** Which loop of this process has not ended a pass well for too long, or undefined. */
export function checkLoops(now: Date): string | undefined {
  const late = [...loopPasses()].flatMap(([name, { everySeconds, beganAt, lastGoodAt }]) => {
    const seconds = Math.round((now.getTime() - (lastGoodAt ?? beganAt).getTime()) / 1000);
    return seconds > 3 * everySeconds + graceSeconds ? [`${name} (${seconds} s)`] : [];
  });
  return late.length === 0 ? undefined : `no good pass for long: ${late.join(', ')}`;
}
