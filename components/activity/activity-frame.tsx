import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';

/** What was done in an account: as jobs with their steps, and as a record of who did it. */
export function ActivityFrame({ tenant, children }: { tenant: string; children: ReactNode }) {
  const t = useTranslations('activity');
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('about')}
        tabs={
          <LinkTabs
            label={t('tab.label')}
            tabs={[
              { label: t('tab.jobs'), href: paths.activity(tenant) },
              { label: t('tab.record'), href: paths.record(tenant) },
            ]}
          />
        }
      />
      {children}
    </>
  );
}
