import { useTranslations } from 'next-intl';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { Change } from '#server/reconcile/schema.ts';

/** What is, or was, beside what should be. */
export function FindingChanges({ changes, isOver }: { changes: Change[]; isOver: boolean }) {
  const t = useTranslations('findings.detail');
  const value = (text: string | null) =>
    text === null ? (
      <span className="text-ink-3">{t('nothing')}</span>
    ) : (
      <code className="font-mono text-sm wrap-anywhere">{text.replaceAll(',', ', ')}</code>
    );
  const columns: Column<Change>[] = [
    {
      key: 'what',
      header: t('what'),
      primary: true,
      width: '16rem',
      cell: ({ what }) => <code className="font-mono text-sm wrap-anywhere">{what}</code>,
    },
    { key: 'is', header: t(isOver ? 'was' : 'is'), cell: ({ is }) => value(is) },
    { key: 'wanted', header: t('wanted'), cell: ({ wanted }) => value(wanted) },
  ];
  return (
    <DataTable
      caption={t('changes')}
      columns={columns}
      rows={changes}
      rowKey={({ what, is, wanted }) => `${what} ${is} ${wanted}`}
    />
  );
}
