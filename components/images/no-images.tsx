import Disc3 from 'lucide-react/icons/disc-3';
import { useTranslations } from 'next-intl';
import { CopyText } from '#components/ui/copy-text.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

const importCommand = 'incus image copy images:debian/12 local: --alias debian/12';

export function NoImages() {
  const t = useTranslations('images.empty');
  return (
    <EmptyState title={t('title')} icon={<Disc3 />} action={<CopyText value={importCommand} />}>
      {t('body')}
    </EmptyState>
  );
}
