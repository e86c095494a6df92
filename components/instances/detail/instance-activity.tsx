import { useTranslations } from 'next-intl';
import { JobActivity } from '#components/activity/job-activity.tsx';
import { RecordTable } from '#components/activity/record-table.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { Query } from '#components/ui/query/with-query.ts';
import { Section } from '#components/ui/section.tsx';
import type { RecordPage } from '#server/audit/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import type { JobPage } from '#server/jobs-view/schema.ts';
import { paths } from '#server/paths.ts';

interface InstanceActivityProps {
  instance: InstanceView;
  jobs: JobPage;
  /** The latest entries. */
  record: RecordPage;
  query: Query;
  cancel: FormAction;
}

/** What was done with an instance, step by step, and who did it. */
export function InstanceActivity({ instance, jobs, record, query, cancel }: InstanceActivityProps) {
  const t = useTranslations('activity');
  const { id, tenant } = instance;
  return (
    <>
      <Section title={t('tab.jobs')}>
        <JobActivity
          list={jobs}
          path={paths.instanceActivity(tenant.slug, id)}
          query={query}
          cancel={cancel}
        />
      </Section>
      {record.items.length > 0 && (
        <Section
          title={t('tab.record')}
          actions={
            <LinkButton href={paths.record(tenant.slug)} size="sm">
              {t('wholeRecord')}
            </LinkButton>
          }
        >
          <RecordTable tenant={tenant.slug} entries={record.items} />
        </Section>
      )}
    </>
  );
}
