import type { ProcessList } from '#server/guests/schema.ts';

const ticksPerSecond = 100;
type Look = Pick<ProcessList, 'clockTicks' | 'processes'>;

/**
 * What part of one CPU each process used between two looks, by its number: 1 is all of one. Of one that was not there
 * before, since it began.
 */
export function cpuShares(now: Look, former: Look | undefined): Map<number, number> {
  const before = new Map(former?.processes.map((one) => [one.pid, one]));
  const seconds = former ? (now.clockTicks - former.clockTicks) / ticksPerSecond : 0;
  return new Map(
    now.processes.map((one) => {
      const was = before.get(one.pid);
      const isSame = was?.startedTicks === one.startedTicks && seconds > 0;
      const used = isSame ? one.cpuSeconds - was.cpuSeconds : one.cpuSeconds;
      const span = isSame ? seconds : one.runsSeconds;
      return [one.pid, span > 0 ? Math.max(0, used) / span : 0];
    }),
  );
}
