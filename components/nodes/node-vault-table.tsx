import { useTranslations } from 'next-intl';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { VaultState } from '#components/vaults/vault-state.tsx';
import { VaultTrouble } from '#components/vaults/vault-trouble.tsx';
import { paths } from '#server/paths.ts';
import type { VaultView } from '#server/vaults/schema.ts';

/** Everybody's vaults on one node: each leads to the page that its owner sees. */
export function NodeVaultTable({ node, vaults }: { node: { name: string }; vaults: VaultView[] }) {
  const t = useTranslations('nodes.vaults');
  const columns: Column<VaultView>[] = [
    { key: 'name', header: t('name'), primary: true, cell: (vault) => <Name vault={vault} /> },
    { key: 'tenant', header: t('tenant'), cell: ({ tenant }) => <Tenant tenant={tenant} /> },
    {
      key: 'state',
      header: t('state'),
      width: '12rem',
      cell: (vault) => <State vault={vault} />,
    },
    { key: 'in', header: t('in'), cell: (vault) => <Contents vault={vault} /> },
    {
      key: 'size',
      header: t('size'),
      from: 'lg',
      cell: ({ sizeBytes }) => <Bytes value={sizeBytes} />,
    },
    { key: 'open', header: t('openSince'), cell: (vault) => <OpenSince vault={vault} /> },
  ];
  return (
    <DataTable
      caption={t('caption', { node: node.name })}
      columns={columns}
      rows={vaults}
      rowKey={({ id }) => id}
    />
  );
}

function Name({ vault: { id, name, tenant } }: { vault: VaultView }) {
  return (
    <TextLink look="quiet" href={paths.vault(tenant.slug, id)} className="wrap-anywhere">
      {name}
    </TextLink>
  );
}

function State({ vault }: { vault: VaultView }) {
  return (
    <span className="flex flex-col">
      <VaultState state={vault.state} />
      <VaultTrouble vault={vault} />
    </span>
  );
}

function Tenant({ tenant: { id, name } }: Pick<VaultView, 'tenant'>) {
  return (
    <TextLink look="quiet" href={paths.adminTenant(id)} className="font-normal">
      {name}
    </TextLink>
  );
}

function Contents({ vault: { instances } }: { vault: VaultView }) {
  const t = useTranslations('nodes.vaults');
  if (instances.length === 0) return <span className="text-ink-3">{t('nothingIn')}</span>;
  return <span className="wrap-anywhere">{instances.map(({ name }) => name).join(', ')}</span>;
}

function OpenSince({ vault: { state, openedAt } }: { vault: VaultView }) {
  const t = useTranslations('nodes.vaults');
  if (state !== 'open' || !openedAt) return <span className="text-ink-3">{t('notOpen')}</span>;
  return <TimeAgo value={openedAt} />;
}
