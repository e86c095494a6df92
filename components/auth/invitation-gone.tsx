import { useTranslations } from 'next-intl';
import { AuthCard } from '#components/layout/auth-card.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { paths } from '#server/paths.ts';

/** One page for every link that does not work, so that it tells nobody which links there were. */
export function InvitationGone() {
  const t = useTranslations('auth.invite');
  return (
    <AuthCard title={t('goneTitle')} description={t('goneBody')}>
      <LinkButton href={paths.home()}>{t('home')}</LinkButton>
    </AuthCard>
  );
}
