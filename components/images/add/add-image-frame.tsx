import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';

/** The four ways to a new image, each a page. */
export function AddImageFrame({ children }: { children: ReactNode }) {
  const t = useTranslations('images.add');
  const list = useTranslations('images')('title');
  const tabs = [
    { href: paths.adminNewImage(), label: t('way.server') },
    { href: paths.adminNewImageBy('app'), label: t('way.app') },
    { href: paths.adminNewImageBy('upload'), label: t('way.upload') },
    { href: paths.adminNewImageBy('recipe'), label: t('way.recipe') },
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        breadcrumb={<AdminBreadcrumb list={list} href={paths.adminImages()} here={t('title')} />}
      />
      <div className="mb-6">
        <LinkTabs label={t('ways')} tabs={tabs} />
      </div>
      {children}
    </>
  );
}
