import ListChecks from 'lucide-react/icons/list-checks';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { paths } from '#server/paths.ts';

export function NoJobs({ query }: { query: Query }) {
  const t = useTranslations('jobs.empty');
  const isNarrowed = Object.keys(query).length > 0;
  if (!isNarrowed) {
    return (
      <EmptyState title={t('title')} icon={<ListChecks />}>
        {t('body')}
      </EmptyState>
    );
  }
  const clear = <LinkButton href={paths.adminJobs()}>{t('clear')}</LinkButton>;
  return (
    <EmptyState title={t('filteredTitle')} icon={<ListChecks />} action={clear}>
      {t('filteredBody')}
    </EmptyState>
  );
}
