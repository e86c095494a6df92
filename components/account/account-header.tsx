import { useTranslations } from 'next-intl';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';

export function AccountHeader() {
  const t = useTranslations('account');
  const tabs = [
    { href: paths.account(), label: t('tabs.profile') },
    { href: paths.accountSessions(), label: t('tabs.sessions') },
    { href: paths.accountReceipts(), label: t('tabs.receipts') },
  ];
  return <PageHeader title={t('title')} tabs={<LinkTabs label={t('sections')} tabs={tabs} />} />;
}
