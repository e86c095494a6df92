import { useTranslations } from 'next-intl';
import { JobTable } from '#components/jobs/job-table.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Section } from '#components/ui/section.tsx';
import type { JobPage } from '#server/jobs-view/schema.ts';
import { paths } from '#server/paths.ts';

/** The newest few of what was done to the tenant and its instances; each opens to its steps. */
export function TenantJobs({ tenant, list }: { tenant: { id: string }; list: JobPage }) {
  const t = useTranslations('tenants.detail');
  const all = list.total > list.items.length && (
    <LinkButton href={paths.adminJobs({ tenant: tenant.id })} size="sm">
      {t('allJobs')}
    </LinkButton>
  );
  return (
    <Section title={t('jobs')} actions={all}>
      {list.total === 0 ? (
        <p className="text-ink-2">{t('noJobs')}</p>
      ) : (
        <JobTable jobs={list.items} area="panel" />
      )}
    </Section>
  );
}
