import Boxes from 'lucide-react/icons/boxes';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { paths } from '#server/paths.ts';

export function NoPlanSets() {
  const t = useTranslations('plans.sets.empty');
  const action = (
    <LinkButton href={paths.adminNewPlanSet()} variant="primary">
      {t('action')}
    </LinkButton>
  );
  return (
    <EmptyState title={t('title')} icon={<Boxes />} action={action}>
      {t('body')}
    </EmptyState>
  );
}
