import History from 'lucide-react/icons/history';
import { useTranslations } from 'next-intl';
import { JobTable } from '#components/jobs/job-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { type Query, queryValue } from '#components/ui/query/with-query.ts';
import type { JobPage } from '#server/jobs-view/schema.ts';

interface JobActivityProps {
  list: JobPage;
  path: string;
  query: Query;
  cancel: FormAction;
}

/** Jobs, the newest first; each opens to its steps with their times. */
export function JobActivity({ list, path, query, cancel }: JobActivityProps) {
  const t = useTranslations('activity');
  if (list.items.length === 0) {
    const key = queryValue(query, 'q') ? 'noMatch' : 'noJobs';
    return (
      <EmptyState title={t(`${key}.title`)} icon={<History />}>
        {t(`${key}.body`)}
      </EmptyState>
    );
  }
  return (
    <>
      <JobTable jobs={list.items} area="panel" cancel={cancel} />
      <Pagination path={path} query={query} page={list.page} pageSize={list.pageSize} total={list.total} />
    </>
  );
}
