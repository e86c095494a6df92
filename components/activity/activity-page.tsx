import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { SearchInput } from '#components/ui/query/search-input.tsx';
import { Toolbar } from '#components/ui/query/toolbar.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import type { JobPage } from '#server/jobs-view/schema.ts';
import { ActivityFrame } from './activity-frame.tsx';
import { JobActivity } from './job-activity.tsx';

interface ActivityPageProps {
  tenant: string;
  list: JobPage;
  path: string;
  query: Query;
  cancel: FormAction;
}

export function ActivityPage({ tenant, ...jobs }: ActivityPageProps) {
  const t = useTranslations('activity');
  return (
    <ActivityFrame tenant={tenant}>
      <Toolbar>
        <SearchInput label={t('search')} />
      </Toolbar>
      <JobActivity {...jobs} />
    </ActivityFrame>
  );
}
