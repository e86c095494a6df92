import HardDrive from 'lucide-react/icons/hard-drive';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';

export function NoNodes() {
  const t = useTranslations('nodes.empty');
  return (
    <EmptyState title={t('title')} icon={<HardDrive />}>
      {t('body')}
    </EmptyState>
  );
}
