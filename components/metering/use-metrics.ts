import { useEffect, useState } from 'react';
import { pollWhileSeen } from '#components/ui/poll/poll-while-seen.ts';
import type { InstanceMetrics } from '#server/metering/schema.ts';

/** The numbers of an instance, read anew as often as there are new ones, and not while nobody looks. */
export function useMetrics(path: string, first: InstanceMetrics): InstanceMetrics {
  const [metrics, setMetrics] = useState(first);
  const { samplePeriodSeconds } = first;
  useEffect(() => {
    const everyMs = samplePeriodSeconds * 1000;
    const read = async (signal: AbortSignal) => {
      const answer = await fetch(path, { signal });
      if (answer.ok) setMetrics(await answer.json());
      return everyMs;
    };
    return pollWhileSeen(read, { afterMs: everyMs }).stop;
  }, [path, samplePeriodSeconds]);
  return metrics;
}
