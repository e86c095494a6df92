import SearchX from 'lucide-react/icons/search-x';
import Users from 'lucide-react/icons/users';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { paths } from '#server/paths.ts';

/** Before the first tenant: what one is, and the way to it. */
export function NoTenants() {
  const t = useTranslations('tenants.empty');
  const action = (
    <LinkButton href={paths.adminNewTenant()} variant="primary">
      {t('action')}
    </LinkButton>
  );
  return (
    <EmptyState title={t('title')} icon={<Users />} action={action}>
      {t('body')}
    </EmptyState>
  );
}

/** There are tenants, but none that was looked for. */
export function NoTenantFits() {
  const t = useTranslations('tenants.noMatch');
  return (
    <EmptyState
      title={t('title')}
      icon={<SearchX />}
      action={<LinkButton href={paths.adminTenants()}>{t('clear')}</LinkButton>}
    >
      {t('body')}
    </EmptyState>
  );
}
