import FileX from 'lucide-react/icons/file-x';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { paths } from '#server/paths.ts';
import { FilePlace } from './file-place.tsx';
import { FolderPlace } from './folder-place.tsx';
import { LinkPlace } from './link-place.tsx';
import { PlaceBar } from './place-bar.tsx';
import type { PlaceProps } from './shown-place.ts';

/** The place that the address names, with the way to it above. */
export function InstanceFiles(props: PlaceProps) {
  return (
    <>
      <PlaceBar {...props} />
      <Place {...props} />
    </>
  );
}

function Place(props: PlaceProps) {
  const t = useTranslations('guests.files');
  const { instance, place } = props;
  const { entry, folder } = place;
  if (!entry) {
    return (
      <EmptyState
        title={t('notThere')}
        icon={<FileX />}
        action={<LinkButton href={paths.instanceFiles(instance.tenant, instance.id)}>{t('root')}</LinkButton>}
      >
        {place.refusal}
      </EmptyState>
    );
  }
  if (folder) return <FolderPlace {...props} folder={folder} />;
  if (entry.type === 'symlink') return <LinkPlace instance={instance} entry={entry} />;
  return <FilePlace {...props} entry={entry} />;
}
