import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#server/paths.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { isLiving } from './is-living.ts';
import { stateSince } from './state-since.ts';
import { VaultState } from './vault-state.tsx';
import { VaultTrouble } from './vault-trouble.tsx';

interface VaultTableProps {
  tenant: { name: string };
  vaults: VaultView[];
  /** Nothing is in them any more, and nobody opens them. */
  isGone?: boolean;
}

/** The vaults of an account: which are locked, since when, and what is in each. */
export function VaultTable({ tenant, vaults, isGone = false }: VaultTableProps) {
  const t = useTranslations('vaults');
  const columns = useColumns();
  const shown = isGone ? columns.filter(({ key }) => ['name', 'node', 'size'].includes(key)) : columns;
  return (
    <DataTable
      caption={t(isGone ? 'gone.caption' : 'caption', { tenant: tenant.name })}
      columns={shown}
      rows={vaults}
      rowKey={({ id }) => id}
    />
  );
}

function useColumns(): Column<VaultView>[] {
  const t = useTranslations('vaults');
  return [
    { key: 'name', header: t('column.name'), primary: true, cell: (vault) => <Name vault={vault} /> },
    { key: 'state', header: t('column.state'), width: '11rem', cell: (vault) => <State vault={vault} /> },
    { key: 'node', header: t('column.node'), from: 'lg', cell: ({ node }) => node.name },
    {
      key: 'contents',
      header: t('column.contents'),
      cell: ({ instances }) => t('contentsCount', { count: instances.length }),
    },
    { key: 'size', header: t('column.size'), cell: ({ sizeBytes }) => <Bytes value={sizeBytes} /> },
    { key: 'keyMode', header: t('column.keyMode'), cell: ({ keyMode }) => t(`short.${keyMode}`) },
  ];
}

function Name({ vault: { id, name, tenant, isDedicated } }: { vault: VaultView }) {
  const t = useTranslations('vaults');
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <TextLink look="quiet" href={paths.vault(tenant.slug, id)} className="wrap-anywhere">
        {name}
      </TextLink>
      {isDedicated && <Badge>{t('dedicated')}</Badge>}
    </span>
  );
}

function State({ vault }: { vault: VaultView }) {
  const t = useTranslations('vaults');
  const format = useFormatter();
  const since = stateSince(vault);
  return (
    <span className="flex flex-col">
      <VaultState state={vault.state} />
      <VaultTrouble vault={vault} />
      <span className="ps-4.5 text-xs text-ink-3 empty:hidden">
        {vault.shredAfter && isLiving(vault)
          ? t('ends', { date: format.dateTime(new Date(vault.shredAfter), { dateStyle: 'medium' }) })
          : since && <TimeAgo value={since} />}
      </span>
    </span>
  );
}
