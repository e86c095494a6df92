import Package from 'lucide-react/icons/package';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { paths } from '#server/paths.ts';

export function NoPlans() {
  const t = useTranslations('plans.empty');
  const action = (
    <LinkButton href={paths.adminNewPlan()} variant="primary">
      {t('action')}
    </LinkButton>
  );
  return (
    <EmptyState title={t('title')} icon={<Package />} action={action}>
      {t('body')}
    </EmptyState>
  );
}
