import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { paths } from '#server/paths.ts';
import type { FindingView } from '#server/reconcile/schema.ts';
import { FindingState } from './finding-state.tsx';
import { FindingTenant } from './finding-tenant.tsx';

export function FindingTable({ findings }: { findings: FindingView[] }) {
  const t = useTranslations('findings');
  const columns: Column<FindingView>[] = [
    {
      key: 'finding',
      header: t('column.finding'),
      primary: true,
      cell: ({ id, kind, subject }) => (
        <Link href={paths.adminFinding(id)} className="text-ink hover:text-accent-text hover:underline">
          {t(`kinds.${kind}`)} <span className="font-medium wrap-anywhere">{subject}</span>
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('column.state'),
      width: '11rem',
      cell: (finding) => <FindingState finding={finding} />,
    },
    {
      key: 'tenant',
      header: t('column.tenant'),
      from: 'lg',
      width: '12rem',
      cell: ({ tenant }) => <FindingTenant tenant={tenant} />,
    },
    {
      key: 'found',
      header: t('column.found'),
      width: '9rem',
      cell: ({ foundAt }) => <TimeAgo value={foundAt} />,
    },
    {
      key: 'closed',
      header: t('column.closed'),
      from: 'xl',
      width: '9rem',
      cell: ({ closedAt }) => closedAt && <TimeAgo value={closedAt} />,
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={findings} rowKey={({ id }) => id} />;
}
