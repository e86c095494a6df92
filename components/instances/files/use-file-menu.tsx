import { useTranslations } from 'next-intl';
import type { ActionMenuItem } from '#components/ui/menu/action-menu.tsx';
import { paths } from '#server/paths.ts';
import type { FileActions, FilesInstance, ShownEntry } from './shown-place.ts';

/** What can be done with an entry of a folder. */
export function useFileMenu({ id, tenant }: FilesInstance, { remove }: Pick<FileActions, 'remove'>) {
  const t = useTranslations('guests.files');
  return ({ path, label, type }: ShownEntry): ActionMenuItem[] => {
    if (type === 'unknown') return [];
    const open: ActionMenuItem = {
      kind: 'link',
      label: t(type === 'file' ? 'edit' : 'open'),
      href: paths.instanceFiles(tenant, id, { path }),
    };
    const download: ActionMenuItem = {
      kind: 'download',
      label: t('download'),
      href: paths.guestFile(id, { path }),
    };
    return [
      open,
      ...(type === 'file' ? [download] : []),
      { kind: 'separator' },
      {
        kind: 'action',
        label: t('delete'),
        pendingLabel: t('deleting'),
        action: remove,
        fields: { id, path },
        tone: 'danger',
        confirm: {
          title: t('confirmDelete.title', { name: label }),
          body: t(`confirmDelete.${type}`),
          confirmLabel: t('confirmDelete.label'),
          typeName: label,
        },
      },
    ];
  };
}
