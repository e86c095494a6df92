import CircleHelp from 'lucide-react/icons/circle-question-mark';
import CornerDownRight from 'lucide-react/icons/corner-down-right';
import File from 'lucide-react/icons/file';
import Folder from 'lucide-react/icons/folder';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { ActionMenu } from '#components/ui/menu/action-menu.tsx';
import { DataTable } from '#components/ui/table/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#server/paths.ts';
import type { FileActions, FilesInstance, ShownEntry, ShownPlace } from './shown-place.ts';
import { useFileMenu } from './use-file-menu.tsx';

interface FileTableProps {
  instance: FilesInstance;
  place: ShownPlace;
  items: ShownEntry[];
  /** Whether the next folder shows hidden files too. */
  hidden: boolean;
  actions: FileActions;
}

const icons = {
  file: <File />,
  directory: <Folder />,
  symlink: <CornerDownRight />,
  unknown: <CircleHelp />,
} as const satisfies Record<ShownEntry['type'], ReactNode>;

export function FileTable({ instance, place, items, hidden, actions }: FileTableProps) {
  const t = useTranslations('guests.files');
  const menuItems = useFileMenu(instance, actions);
  return (
    <DataTable
      caption={t('caption', { path: place.pathLabel })}
      rows={items}
      rowKey={({ path }) => path}
      columns={[
        {
          ...{ key: 'name', header: t('column.name'), primary: true },
          cell: (entry) => <Name {...{ instance, entry, hidden }} />,
        },
        {
          ...{ key: 'size', header: t('column.size'), align: 'end', width: '7rem' },
          cell: ({ type, sizeBytes }) =>
            type === 'file' && sizeBytes !== null ? <Bytes value={sizeBytes} /> : '–',
        },
        {
          ...{ key: 'mode', header: t('column.mode'), from: 'lg', width: '7rem' },
          cell: ({ mode }) => <span className="font-mono text-sm">{mode ?? '–'}</span>,
        },
        {
          ...{ key: 'owner', header: t('column.owner'), from: 'lg', width: '7rem' },
          cell: ({ uid, gid }) => (
            <span className="font-mono text-sm">{uid === null ? '–' : `${uid}:${gid}`}</span>
          ),
        },
        {
          ...{ key: 'modified', header: t('column.modified'), width: '10rem' },
          cell: ({ modifiedAt }) => (modifiedAt ? <TimeAgo value={modifiedAt} /> : '–'),
        },
        {
          ...{ key: 'actions', header: t('column.actions'), actions: true },
          cell: (entry) => (
            <ActionMenu label={t('actionsOf', { name: entry.label })} items={menuItems(entry)} />
          ),
        },
      ]}
    />
  );
}

function Name({
  instance,
  entry,
  hidden,
}: Pick<FileTableProps, 'instance' | 'hidden'> & { entry: ShownEntry }) {
  const t = useTranslations('guests.files');
  const { type, path, label, targetLabel } = entry;
  const href = paths.instanceFiles(instance.tenant, instance.id, {
    path,
    hidden: hidden ? 'yes' : undefined,
  });
  return (
    <span className="flex min-w-0 items-start gap-2">
      <span role="img" aria-label={t(`type.${type}`)} className="mt-0.5 text-ink-3 [&_svg]:size-4">
        {icons[type]}
      </span>
      <span className="min-w-0 font-mono text-sm wrap-anywhere">
        {type === 'unknown' ? label : <TextLink href={href}>{label}</TextLink>}
        {targetLabel && <span className="ms-2 text-ink-3">{t('leadsTo', { target: targetLabel })}</span>}
      </span>
    </span>
  );
}
