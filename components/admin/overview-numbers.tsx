import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AllocationMeter } from '#components/nodes/allocation-meter.tsx';
import { Card } from '#components/ui/card.tsx';
import { formatNumber } from '#components/ui/format/format-number.ts';
import { QuotaMeter } from '#components/ui/quota-meter.tsx';
import { Section } from '#components/ui/section.tsx';
import type { Numbers } from '#server/overview/schema.ts';
import { paths } from '#server/paths.ts';

/** How much there is of everything. */
export function OverviewNumbers({ numbers }: { numbers: Numbers }) {
  const t = useTranslations('admin.overview');
  return (
    <Section title={t('numbers')}>
      <div className="grid gap-4 sm:grid-cols-3">
        <Counts numbers={numbers} />
      </div>
      <Card className="mt-4 grid gap-x-10 gap-y-4 lg:grid-cols-2">
        <Capacity numbers={numbers} />
      </Card>
    </Section>
  );
}

function Counts({ numbers: { tenants, instances, jobs } }: { numbers: Numbers }) {
  const t = useTranslations('admin.overview');
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
  return (
    <>
      <Count label={t('tenants')} value={sum(tenants)} href={paths.adminTenants()}>
        {t('tenantsSplit', { suspended: tenants.suspended })}
      </Count>
      <Count label={t('instances')} value={sum(instances)} href={paths.adminInstances()}>
        {t('instancesSplit', { running: instances.running, stopped: instances.stopped })}
        {instances.failed > 0 && `, ${t('instancesFailed', { count: instances.failed })}`}
      </Count>
      <Count label={t('jobs')} value={sum(jobs)} href={paths.adminJobs()}>
        {t('jobsSplit', { failed: jobs.failed, live: jobs.live })}
      </Count>
    </>
  );
}

interface CountProps {
  label: string;
  value: number;
  href: string;
  children: ReactNode;
}

function Count({ label, value, href, children }: CountProps) {
  const locale = useLocale();
  return (
    <Card className="relative transition-colors hover:border-line-strong">
      <h3 className="text-sm font-normal text-ink-2">
        <Link href={href} className="after:absolute after:inset-0 after:rounded-lg">
          {label}
        </Link>
      </h3>
      <p className="mt-1 text-xl font-semibold tracking-tight">{formatNumber(value, locale)}</p>
      <p className="mt-0.5 text-sm text-ink-3">{children}</p>
    </Card>
  );
}

/** CPU time is shared, so more vCPUs than threads is no shortage, and no meter would tell the truth. */
function Capacity({ numbers: { capacity, allocation } }: { numbers: Numbers }) {
  const t = useTranslations('admin.overview');
  return (
    <>
      <p className="flex items-baseline justify-between gap-3">
        {t('vcpus')}
        <span className="text-sm text-ink-2">
          {t('vcpusSplit', { count: allocation.vcpus, capacity: capacity.vcpus })}
        </span>
      </p>
      <AllocationMeter
        label={t('memory')}
        usedBytes={allocation.memoryBytes}
        totalBytes={capacity.memoryBytes}
      />
      <AllocationMeter label={t('disk')} usedBytes={allocation.diskBytes} totalBytes={capacity.poolBytes} />
      <QuotaMeter label={t('pool')} used={capacity.poolUsedBytes} limit={capacity.poolBytes} format="bytes" />
    </>
  );
}
