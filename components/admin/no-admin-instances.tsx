import Server from 'lucide-react/icons/server';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type Query, queryValue } from '#components/ui/query/with-query.ts';
import { paths } from '#server/paths.ts';

export function NoAdminInstances({ query }: { query: Query }) {
  const t = useTranslations('admin.instances');
  const isNarrowed = ['q', 'state', 'kind'].some((key) => queryValue(query, key));
  if (isNarrowed) {
    const clear = <LinkButton href={paths.adminInstances()}>{t('clear')}</LinkButton>;
    return (
      <EmptyState title={t('noneTitle')} icon={<Server />} action={clear}>
        {t('noneBody')}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('emptyTitle')} icon={<Server />}>
      {t('emptyBody')}
    </EmptyState>
  );
}
