import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionName } from '#components/audit/use-action-name.ts';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { RecordEntryView } from '#server/audit/schema.ts';
import { paths } from '#server/paths.ts';

/** Who did what, the newest first. */
export function RecordTable({ tenant, entries }: { tenant: string; entries: RecordEntryView[] }) {
  const t = useTranslations('activity');
  return (
    <DataTable
      caption={t('recordCaption')}
      columns={useColumns(tenant)}
      rows={entries}
      rowKey={(entry) => entry.id}
    />
  );
}

function useColumns(tenant: string): Column<RecordEntryView>[] {
  const t = useTranslations('activity');
  const actionName = useActionName('panel');
  return [
    {
      key: 'action',
      header: t('column.what'),
      primary: true,
      cell: (entry) => (
        <span>
          {actionName(entry.action)} <Target tenant={tenant} entry={entry} />
        </span>
      ),
    },
    { key: 'actor', header: t('column.who'), cell: ({ actorName }) => actorName ?? t('provider') },
    {
      key: 'at',
      header: t('column.when'),
      width: '13rem',
      cell: ({ at }) => <DateTime value={at} precision="second" />,
    },
  ];
}

function Target({ tenant, entry }: { tenant: string; entry: RecordEntryView }) {
  const { targetKind, targetId, targetName, action } = entry;
  const isThere = targetKind === 'instance' && targetId && action !== 'instance.delete';
  if (!isThere) return <span className="font-medium wrap-anywhere">{targetName}</span>;
  return (
    <Link
      href={paths.instance(tenant, targetId)}
      className="font-medium wrap-anywhere hover:text-accent-text hover:underline"
    >
      {targetName}
    </Link>
  );
}
