import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { KindComparison } from '#server/comparison/schema.ts';
import { useKindReason } from '../nodes/use-kind-reason.ts';
import { MeasuredMemory, MeasuredStart } from './measured.tsx';

/** The kinds side by side; on a phone one card each. */
export function KindComparisonTable({ items }: { items: KindComparison[] }) {
  const t = useTranslations('kinds.compare');
  const text = (part: 'boundary' | 'shared' | 'cannot') => (row: KindComparison) => (
    <span className="block max-w-md">{t(`${part}.${row.kind}`)}</span>
  );
  const columns: Column<KindComparison>[] = [
    {
      key: 'kind',
      header: t('column.kind'),
      primary: true,
      width: '11rem',
      cell: (row) => <Kind row={row} />,
    },
    {
      key: 'start',
      header: t('column.start'),
      width: '8rem',
      cell: (row) => <MeasuredStart of={row.start} />,
    },
    {
      key: 'memory',
      header: t('column.memory'),
      width: '8rem',
      cell: (row) => <MeasuredMemory of={row.memory} />,
    },
    { key: 'shared', header: t('column.shared'), cell: text('shared') },
    { key: 'boundary', header: t('column.boundary'), cell: text('boundary') },
    { key: 'cannot', header: t('column.cannot'), cell: text('cannot') },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={items} rowKey={({ kind }) => kind} />;
}

function Kind({ row }: { row: KindComparison }) {
  const t = useTranslations('kinds.compare');
  const tKind = useTranslations('instances.kind');
  const reason = useKindReason()(row);
  return (
    <span className="flex flex-col items-start gap-1">
      <span className="font-medium text-ink">{tKind(row.kind)}</span>
      {!row.isSupported && <Badge>{t('notHere')}</Badge>}
      {!row.isSupported && reason && <span className="text-sm font-normal text-ink-3">{reason}</span>}
    </span>
  );
}
