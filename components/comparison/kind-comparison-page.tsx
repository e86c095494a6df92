import { useTranslations } from 'next-intl';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import {
  type Comparison,
  measuredDays,
  measuredInstances,
  measuredSamples,
} from '#server/comparison/schema.ts';
import { paths } from '#server/paths.ts';
import { KindComparisonCards } from './kind-comparison-cards.tsx';
import { KindComparisonTable } from './kind-comparison-table.tsx';

export function KindComparisonPage({ tenant, comparison }: { tenant: string; comparison: Comparison }) {
  const t = useTranslations('kinds.compare');
  const tInstances = useTranslations('instances');
  const tLayout = useTranslations('layout');
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('about')}
        actions={<LinkButton href={paths.newInstance(tenant)}>{tInstances('new')}</LinkButton>}
        breadcrumb={
          <Breadcrumb
            label={tLayout('breadcrumb')}
            items={[{ label: tInstances('title'), href: paths.instances(tenant) }, { label: t('title') }]}
          />
        }
      />
      <div className="max-lg:hidden">
        <KindComparisonTable items={comparison.items} />
      </div>
      <div className="lg:hidden">
        <KindComparisonCards items={comparison.items} />
      </div>
      <ul className="mt-4 flex max-w-3xl list-disc flex-col gap-1 ps-5 text-sm text-ink-2">
        <li>{t('howStart', { days: measuredDays })}</li>
        <li>
          {t('howMemory', {
            days: measuredDays,
            instances: measuredInstances,
            samples: measuredSamples,
          })}
        </li>
        <li>{t('howSpeed')}</li>
        <li>{t('howWords')}</li>
      </ul>
    </>
  );
}
