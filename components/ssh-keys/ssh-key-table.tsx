import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { IconButton } from '#components/ui/button/icon-button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { SshKeyView } from '#server/ssh-keys/schema.ts';
import { RenameKeyDialog } from './rename-key-dialog.tsx';
import type { SshKeyActions } from './ssh-key-actions.ts';

interface SshKeyTableProps {
  tenant: { name: string };
  keys: SshKeyView[];
  forbidden: string | undefined;
  actions: SshKeyActions;
}

export function SshKeyTable({ tenant, keys, forbidden, actions }: SshKeyTableProps) {
  const t = useTranslations('ssh-keys');
  const columns: Column<SshKeyView>[] = [
    {
      key: 'name',
      header: t('column.name'),
      primary: true,
      cell: (key) => <span className="font-medium wrap-anywhere">{key.name}</span>,
    },
    { key: 'type', header: t('column.type'), cell: (key) => <Badge>{key.type.replace(/^ssh-/, '')}</Badge> },
    { key: 'fingerprint', header: t('column.fingerprint'), cell: (key) => <Fingerprint sshKey={key} /> },
    { key: 'instances', header: t('column.instances'), cell: (key) => t('usedBy', { count: key.instances }) },
    {
      key: 'created',
      header: t('column.created'),
      from: 'lg',
      cell: (key) => <TimeAgo value={key.createdAt} />,
    },
    {
      key: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: (key) => <RowActions sshKey={key} forbidden={forbidden} actions={actions} />,
    },
  ];
  return (
    <DataTable
      caption={t('caption', { tenant: tenant.name })}
      columns={columns}
      rows={keys}
      rowKey={(key) => key.id}
    />
  );
}

function Fingerprint({ sshKey: { name, fingerprint } }: { sshKey: SshKeyView }) {
  const t = useTranslations('ssh-keys');
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <span className="font-mono text-xs break-all">{fingerprint}</span>
      <CopyButton value={fingerprint} label={t('copyFingerprint', { name })} />
    </span>
  );
}

function RowActions({
  sshKey,
  forbidden,
  actions,
}: { sshKey: SshKeyView } & Omit<SshKeyTableProps, 'keys' | 'tenant'>) {
  const t = useTranslations('ssh-keys');
  const { id, name, instances } = sshKey;
  const rename = (
    <IconButton size="sm" label={t('rename.title', { name })} icon={<Pencil />} disabledReason={forbidden} />
  );
  return (
    <span className="inline-flex">
      {forbidden ? rename : <RenameKeyDialog id={id} name={name} action={actions.rename} trigger={rename} />}
      <ActionButton
        iconOnly
        size="sm"
        variant="ghost"
        action={actions.remove}
        fields={{ id }}
        label={t('delete.one', { name })}
        pendingLabel={t('delete.pending')}
        icon={<Trash />}
        disabledReason={forbidden}
        confirm={{
          title: t('delete.title', { name }),
          body: instances === 0 ? t('delete.unused') : t('delete.used', { count: instances }),
          confirmLabel: t('delete.confirm'),
        }}
      />
    </span>
  );
}
