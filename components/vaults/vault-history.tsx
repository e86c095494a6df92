import History from 'lucide-react/icons/history';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { paths } from '#server/paths.ts';
import type { VaultEventPage, VaultEventView, VaultView } from '#server/vaults/schema.ts';
import { useVaultNote } from './use-vault-note.ts';

interface VaultHistoryProps {
  vault: VaultView;
  list: VaultEventPage;
  query: Query;
}

/** Who opened and locked a vault, for what, and when; the newest first. */
export function VaultHistory({ vault: { id, name, tenant }, list, query }: VaultHistoryProps) {
  const t = useTranslations('vaults.history');
  const { page, pageSize, total, items } = list;
  const columns = useColumns();
  if (items.length === 0) {
    return (
      <EmptyState title={t('emptyTitle')} icon={<History />}>
        {t('emptyBody')}
      </EmptyState>
    );
  }
  return (
    <>
      <p className="mb-3 max-w-2xl text-ink-2">{t('about')}</p>
      <DataTable caption={t('caption', { name })} columns={columns} rows={items} rowKey={(row) => row.id} />
      <Pagination
        path={paths.vaultHistory(tenant.slug, id)}
        query={query}
        page={page}
        pageSize={pageSize}
        total={total}
      />
    </>
  );
}

function useColumns(): Column<VaultEventView>[] {
  const t = useTranslations('vaults');
  return [
    {
      key: 'what',
      header: t('history.column.what'),
      primary: true,
      cell: ({ what }) => <span className="font-medium">{t(`event.${what}`)}</span>,
    },
    { key: 'for', header: t('history.column.for'), cell: (row) => <ForWhat event={row} /> },
    {
      key: 'who',
      header: t('history.column.who'),
      cell: ({ actor }) => (
        <span className="wrap-anywhere">
          {actor.kind === 'system' ? t('history.system') : (actor.name ?? t('history.provider'))}
        </span>
      ),
    },
    {
      key: 'when',
      header: t('history.column.when'),
      width: '13rem',
      cell: ({ at }) => <DateTime value={at} precision="second" />,
    },
  ];
}

function ForWhat({ event: { instance, note } }: { event: VaultEventView }) {
  const noteText = useVaultNote();
  if (!instance && !note) return <span className="text-ink-3">–</span>;
  return (
    <span className="flex flex-col">
      {instance && <span className="wrap-anywhere">{instance}</span>}
      {note && <span className="text-sm text-ink-3 wrap-anywhere">{noteText(note)}</span>}
    </span>
  );
}
