import { useTranslations } from 'next-intl';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';

export function ReceiptsHeader({ tenant }: { tenant: string }) {
  const t = useTranslations('vaults');
  const tLayout = useTranslations('layout');
  return (
    <PageHeader
      title={t('receipts.title')}
      description={t('receipts.about')}
      breadcrumb={
        <Breadcrumb
          label={tLayout('breadcrumb')}
          items={[{ label: t('title'), href: paths.vaults(tenant) }, { label: t('receipts.title') }]}
        />
      }
    />
  );
}
