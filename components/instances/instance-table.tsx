import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmulatedBadge } from '#components/deployments/emulated-badge.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { ActionMenu } from '#components/ui/menu/action-menu.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { Messages } from '#i18n/messages-en.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import type { InstanceActions } from './instance-actions.ts';
import { InstanceSize } from './instance-size.tsx';
import { InstanceState } from './instance-state.tsx';
import { useInstanceMenu } from './use-instance-menu.tsx';
import { VaultMark } from './vault-mark.tsx';

interface InstanceTableProps {
  tenant: { slug: string; name: string };
  items: InstanceView[];
  query: Query;
  actions: InstanceActions;
  /** Why the reader may not change anything, if so. */
  forbidden: string | undefined;
}

export function InstanceTable({ tenant, items, query, actions, forbidden }: InstanceTableProps) {
  const t = useTranslations('instances');
  return (
    <DataTable
      caption={t('caption', { tenant: tenant.name })}
      columns={useColumns(actions, forbidden)}
      rows={items}
      rowKey={(instance) => instance.id}
      rowName={(instance) => instance.name}
      selectable={!forbidden}
      path={paths.instances(tenant.slug)}
      query={query}
    />
  );
}

function useColumns(actions: InstanceActions, forbidden: string | undefined): Column<InstanceView>[] {
  const t = useTranslations('instances');
  const tCommon = useTranslations('common');
  const menuItems = useInstanceMenu(actions, forbidden);
  const header = (key: keyof Messages['instances']['column']) => t(`column.${key}`);
  return [
    {
      key: 'name',
      header: header('name'),
      primary: true,
      sortable: true,
      cell: (row) => <Name instance={row} />,
    },
    {
      key: 'state',
      header: header('state'),
      sortable: true,
      width: '11rem',
      cell: (row) => <InstanceState instance={row} />,
    },
    {
      key: 'kind',
      header: header('kind'),
      from: 'xl',
      cell: (row) => <span className="whitespace-nowrap">{t(`kind.${row.kind}`)}</span>,
    },
    { key: 'ipv4', header: header('address'), sortable: true, cell: (row) => <Address instance={row} /> },
    {
      key: 'memory',
      header: header('size'),
      sortable: true,
      from: 'lg',
      cell: (row) => <InstanceSize size={row} />,
    },
    { key: 'image', header: header('image'), from: '2xl', cell: (row) => <Image instance={row} /> },
    { key: 'node', header: header('node'), from: '2xl', cell: (row) => row.node?.name },
    {
      key: 'created',
      header: header('created'),
      sortable: true,
      from: 'xl',
      cell: (row) => <TimeAgo value={row.createdAt} />,
    },
    {
      key: 'actions',
      header: header('actions'),
      actions: true,
      cell: (row) => <ActionMenu label={tCommon('actionsOf', { name: row.name })} items={menuItems(row)} />,
    },
  ];
}

function Name({ instance }: { instance: InstanceView }) {
  const t = useTranslations('instances');
  return (
    <>
      <span className="inline-flex max-w-full items-center gap-1.5 md:flex md:max-w-44">
        <Link
          href={paths.instance(instance.tenant.slug, instance.id)}
          title={instance.name}
          className="min-w-0 font-medium text-ink wrap-anywhere hover:text-accent-text hover:underline md:truncate"
        >
          {instance.name}
        </Link>
        <VaultMark vault={instance.vault} />
        <EmulatedBadge workload={instance.workload} />
      </span>
      {instance.stack && (
        <Link
          href={paths.instances(instance.tenant.slug, { stack: instance.stack })}
          className="block text-xs text-ink-3 hover:text-accent-text hover:underline md:max-w-44 md:truncate"
        >
          {t('stack', { name: instance.stack })}
        </Link>
      )}
      {/* Kind and age, where there is no room for columns of theirs. */}
      <span className="flex flex-wrap gap-x-2 text-xs text-ink-3 max-md:hidden md:max-w-44 xl:hidden">
        <span className="whitespace-nowrap">{t(`kind.${instance.kind}`)}</span>
        <TimeAgo value={instance.createdAt} />
      </span>
    </>
  );
}

function Address({ instance: { ipv4 } }: { instance: InstanceView }) {
  const t = useTranslations('instances');
  if (!ipv4) return <span className="text-ink-3">{t('noAddress')}</span>;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <span className="font-mono text-sm">{ipv4}</span>
      <CopyButton value={ipv4} label={t('copyAddress', { address: ipv4 })} />
    </span>
  );
}

/** Of kinds that are made of one: what runs in a shell comes with its versions. */
function Image({ instance: { kind, image } }: { instance: InstanceView }) {
  const t = useTranslations('instances');
  if (factsOf(kind).disk === 'shell') return <span className="text-ink-3">{t('noImage')}</span>;
  return (
    <span title={image?.name} className="md:block md:max-w-32 md:truncate">
      {image?.name ?? t('imageGone')}
    </span>
  );
}
