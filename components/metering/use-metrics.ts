import { useEffect, useState } from 'react';
import type { InstanceMetrics } from '#server/metering/schema.ts';

/** The numbers of an instance, read anew as often as there are new ones, and not while nobody looks. */
export function useMetrics(path: string, first: InstanceMetrics): InstanceMetrics {
  const [metrics, setMetrics] = useState(first);
  const { samplePeriodSeconds } = first;
  useEffect(() => {
    const controller = new AbortController();
    const read = async () => {
      if (document.hidden) return;
      const answer = await fetch(path, { signal: controller.signal }).catch(() => undefined);
      if (answer?.ok) setMetrics(await answer.json());
    };
    const timer = setInterval(() => void read(), samplePeriodSeconds * 1000);
    const onVisible = () => void read();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      controller.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [path, samplePeriodSeconds]);
  return metrics;
}
