import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { IconButton } from '#components/ui/button/icon-button.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { RegistryView } from '#server/registries/schema.ts';
import { Certificates } from './certificates.tsx';
import { EditRegistryDialog } from './edit-registry-dialog.tsx';
import type { RegistryActions } from './registry-actions.ts';

interface RegistryTableProps {
  tenant: { name: string };
  registries: RegistryView[];
  forbidden: string | undefined;
  actions: RegistryActions;
}

export function RegistryTable({ tenant, registries, forbidden, actions }: RegistryTableProps) {
  const t = useTranslations('registries');
  const columns: Column<RegistryView>[] = [
    {
      key: 'host',
      header: t('column.host'),
      primary: true,
      cell: ({ host }) => <span className="font-mono font-medium wrap-anywhere">{host}</span>,
    },
    {
      key: 'login',
      header: t('column.login'),
      cell: ({ username }) =>
        username ? (
          <span className="wrap-anywhere">{username}</span>
        ) : (
          <span className="text-ink-3">{t('nobody')}</span>
        ),
    },
    {
      key: 'authority',
      header: t('column.authority'),
      cell: ({ certificates }) => <Certificates certificates={certificates} />,
    },
    {
      key: 'changed',
      header: t('column.changed'),
      from: 'lg',
      cell: ({ updatedAt }) => <TimeAgo value={updatedAt} />,
    },
    {
      key: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: (registry) => <RowActions registry={registry} forbidden={forbidden} actions={actions} />,
    },
  ];
  return (
    <DataTable
      caption={t('caption', { tenant: tenant.name })}
      columns={columns}
      rows={registries}
      rowKey={({ id }) => id}
    />
  );
}

function RowActions({
  registry,
  forbidden,
  actions,
}: { registry: RegistryView } & Pick<RegistryTableProps, 'forbidden' | 'actions'>) {
  const t = useTranslations('registries');
  const { id, host } = registry;
  const edit = (
    <IconButton size="sm" label={t('edit.title', { host })} icon={<Pencil />} disabledReason={forbidden} />
  );
  return (
    <span className="inline-flex">
      {forbidden ? (
        edit
      ) : (
        <EditRegistryDialog
          key={registry.updatedAt}
          registry={registry}
          action={actions.update}
          trigger={edit}
        />
      )}
      <ActionButton
        iconOnly
        size="sm"
        variant="ghost"
        action={actions.remove}
        fields={{ id }}
        label={t('delete.one', { host })}
        pendingLabel={t('delete.pending')}
        icon={<Trash />}
        disabledReason={forbidden}
        confirm={{
          title: t('delete.title', { host }),
          body: t('delete.body', { host }),
          confirmLabel: t('delete.confirm'),
        }}
      />
    </span>
  );
}
