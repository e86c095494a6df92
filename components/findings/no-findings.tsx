import SearchCheck from 'lucide-react/icons/search-check';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { paths } from '#server/paths.ts';

export function NoFindings({ query }: { query: Query }) {
  const t = useTranslations('findings');
  if (Object.keys(query).length === 0) {
    const action = <LinkButton href={paths.adminDryRun()}>{t('dryRun.open')}</LinkButton>;
    return (
      <EmptyState title={t('empty.title')} icon={<SearchCheck />} action={action}>
        {t('empty.body')}
      </EmptyState>
    );
  }
  const clear = <LinkButton href={paths.adminFindings()}>{t('empty.clear')}</LinkButton>;
  return (
    <EmptyState title={t('empty.filteredTitle')} icon={<SearchCheck />} action={clear}>
      {t('empty.filteredBody')}
    </EmptyState>
  );
}
