import ScrollText from 'lucide-react/icons/scroll-text';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import type { RecordPage } from '#server/audit/schema.ts';
import { RecordTable } from './record-table.tsx';

interface RecordListProps {
  tenant: string;
  list: RecordPage;
  path: string;
  query: Query;
}

/** The record of an account, page by page. */
export function RecordList({ tenant, list, path, query }: RecordListProps) {
  const t = useTranslations('activity');
  if (list.items.length === 0) {
    return (
      <EmptyState title={t('noRecord.title')} icon={<ScrollText />}>
        {t('noRecord.body')}
      </EmptyState>
    );
  }
  return (
    <>
      <RecordTable tenant={tenant} entries={list.items} />
      <Pagination path={path} query={query} page={list.page} pageSize={list.pageSize} total={list.total} />
    </>
  );
}
