'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Chart } from '#components/ui/chart/chart.tsx';
import type { InstanceMetrics, UsagePoint } from '#server/metering/schema.ts';
import { useMetrics } from './use-metrics.ts';

interface InstanceChartsProps {
  /** Where the numbers are read anew. */
  path: string;
  /** What the page came with, so that the charts are there at once. */
  first: InstanceMetrics;
}

const gapFactor = 3;

/** CPU, memory, disk and network of an instance during the last hour, as they happen. */
export function InstanceCharts({ path, first }: InstanceChartsProps) {
  const t = useTranslations('metering');
  const metrics = useMetrics(path, first);
  const { points, vcpus, memoryLimitBytes, diskLimitBytes } = metrics;
  const span = useMemo(() => {
    const seconds = (time: string) => new Date(time).getTime() / 1000;
    return {
      times: points.map((point) => seconds(point.at)),
      from: seconds(metrics.from),
      to: seconds(metrics.to),
      gapSeconds: metrics.samplePeriodSeconds * gapFactor,
    };
  }, [metrics, points]);
  const one = (label: string, pick: (point: UsagePoint) => number | null) => ({
    label,
    values: points.map(pick),
  });
  return (
    <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
      <Chart
        {...span}
        title={t('cpu')}
        unit="percent"
        max={vcpus}
        series={[one(t('cpu'), (point) => (point.cpuPercent === null ? null : point.cpuPercent / 100))]}
      />
      <Chart
        {...span}
        title={t('memory')}
        unit="bytes"
        max={memoryLimitBytes}
        series={[one(t('used'), (point) => point.memoryBytes)]}
      />
      <Chart
        {...span}
        title={t('network')}
        unit="rate"
        series={[
          one(t('received'), (point) => point.rxBytesPerSecond),
          one(t('sent'), (point) => point.txBytesPerSecond),
        ]}
      />
      <Chart
        {...span}
        title={t('disk')}
        unit="bytes"
        max={diskLimitBytes}
        series={[one(t('used'), (point) => point.diskBytes)]}
      />
    </div>
  );
}
