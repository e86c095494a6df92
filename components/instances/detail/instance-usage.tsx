import { useTranslations } from 'next-intl';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { InstanceCharts } from '#components/metering/instance-charts.tsx';
import { Section } from '#components/ui/section.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import type { InstanceMetrics } from '#server/metering/schema.ts';
import { paths } from '#server/paths.ts';

/** The charts of the last hour; a word where there is nothing to draw. */
export function InstanceUsage({ instance, metrics }: { instance: InstanceView; metrics: InstanceMetrics }) {
  const t = useTranslations('instances.overview');
  const tMetering = useTranslations('metering');
  const isEmpty = instance.state !== 'running' && metrics.points.length === 0;
  if (isEmpty && instance.state === 'failed') return null;
  return (
    <Section
      title={tMetering('title')}
      description={
        isEmpty ? t('usageStopped') : tMetering('last-hour', { seconds: metrics.samplePeriodSeconds })
      }
    >
      {!isEmpty && (
        <ClientMessages namespaces={['metering']}>
          <InstanceCharts path={paths.metrics(instance.id)} first={metrics} />
        </ClientMessages>
      )}
    </Section>
  );
}
