import Gauge from 'lucide-react/icons/gauge';
import { useFormatter, useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Money } from '#components/ui/format/money.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { paths } from '#server/paths.ts';
import type { MonthCosts, TenantUsageView, TenantView } from '#server/tenants/schema.ts';
import { QuotaMeters } from './quota-meters.tsx';
import { UsageTable } from './usage-table.tsx';

interface UsagePageProps {
  tenant: TenantView;
  usage: TenantUsageView;
  costs: MonthCosts;
}

export function UsagePage({ tenant, usage, costs }: UsagePageProps) {
  const t = useTranslations('usage');
  return (
    <>
      <PageHeader title={t('title')} description={t('about', { tenant: tenant.name })} />
      <div className="grid items-start gap-x-8 lg:grid-cols-[3fr_2fr]">
        <Section framed title={t('quota')}>
          <QuotaMeters usage={usage} />
          <p className="mt-4 text-sm text-ink-3">{t('quotaHint')}</p>
        </Section>
        <MonthCost costs={costs} />
      </div>
      {costs.items.length === 0 ? (
        <NothingYet slug={tenant.slug} />
      ) : (
        <Section title={t('table.title')}>
          <UsageTable tenant={tenant} costs={costs} />
        </Section>
      )}
    </>
  );
}

function MonthCost({ costs }: { costs: MonthCosts }) {
  const t = useTranslations('usage.cost');
  const format = useFormatter();
  const month = format.dateTime(new Date(`${costs.month}-01T00:00:00Z`), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return (
    <Section title={t('title', { month })}>
      <Card>
        <p className="flex items-baseline gap-2">
          <span className="text-xl tabular-nums">
            <Money micros={costs.totalMicros} currency={costs.currency} />
          </span>
          <span className="text-ink-2">{t('soFar')}</span>
        </p>
        <p className="mt-2 text-sm text-ink-3">{t('hint')}</p>
      </Card>
    </Section>
  );
}

function NothingYet({ slug }: { slug: string }) {
  const t = useTranslations('usage.empty');
  const action = <LinkButton href={paths.newInstance(slug)}>{t('action')}</LinkButton>;
  return (
    <EmptyState title={t('title')} icon={<Gauge />} action={action}>
      {t('body')}
    </EmptyState>
  );
}
