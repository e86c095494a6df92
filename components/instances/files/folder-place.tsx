import Folder from 'lucide-react/icons/folder';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FilterChips } from '#components/ui/query/filter-chips.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { paths } from '#server/paths.ts';
import { FileTable } from './file-table.tsx';
import { NewEntryButtons } from './new-entry-buttons.tsx';
import type { PlaceProps, ShownFolder } from './shown-place.ts';
import { UploadZone } from './upload-zone.tsx';

export function FolderPlace({
  instance,
  place,
  folder,
  query,
  actions,
}: PlaceProps & { folder: ShownFolder }) {
  const t = useTranslations('guests.files');
  const path = paths.instanceFiles(instance.tenant, instance.id);
  const options = [
    { value: '', label: t('hiddenLeft') },
    { value: 'yes', label: t('hiddenShown') },
  ];
  const { items, total, hiddenCount, page, pageSize } = folder;
  const here = { ...query, page: undefined };
  return (
    <UploadZone instanceId={instance.id} path={place.path} pathLabel={place.pathLabel}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <FilterChips label={t('hidden')} name="hidden" query={here} {...{ path, options }} />
        <div className="flex flex-wrap items-center gap-2">
          <NewEntryButtons {...{ instance, place, actions }} />
        </div>
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('empty')} icon={<Folder />}>
          {hiddenCount > 0 ? t('emptyHidden', { count: hiddenCount }) : t('emptyBody')}
        </EmptyState>
      ) : (
        <FileTable {...{ instance, place, items, actions }} hidden={query.hidden === 'yes'} />
      )}
      <Pagination {...{ path, query, page, pageSize, total }} />
      {items.length > 0 && hiddenCount > 0 && (
        <p className="mt-1 text-sm text-ink-3">{t('emptyHidden', { count: hiddenCount })}</p>
      )}
    </UploadZone>
  );
}
