import { useTranslations } from 'next-intl';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';

interface AdminBreadcrumbProps {
  /** The list that this page belongs to. */
  list: string;
  href: string;
  here: string;
}

export function AdminBreadcrumb({ list, href, here }: AdminBreadcrumbProps) {
  const t = useTranslations('layout');
  return <Breadcrumb label={t('breadcrumb')} items={[{ label: list, href }, { label: here }]} />;
}
