import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { KindComparison } from '#server/comparison/schema.ts';
import { KindHeading } from './kind-heading.tsx';
import { MeasuredMemory, MeasuredSpeed, MeasuredStart } from './measured.tsx';

/** The kinds side by side, where there is room for columns. */
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
      cell: (row) => <KindHeading row={row} />,
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
    {
      key: 'speed',
      header: t('column.speed'),
      width: '9rem',
      cell: (row) => <MeasuredSpeed of={row.speed} />,
    },
    { key: 'shared', header: t('column.shared'), cell: text('shared') },
    { key: 'boundary', header: t('column.boundary'), cell: text('boundary') },
    { key: 'cannot', header: t('column.cannot'), cell: text('cannot') },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={items} rowKey={({ kind }) => kind} />;
}
