import ScrollText from 'lucide-react/icons/scroll-text';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { paths } from '#server/paths.ts';

export function NoAuditEntries({ query }: { query: Query }) {
  const t = useTranslations('audit.empty');
  if (Object.keys(query).length === 0) {
    return (
      <EmptyState title={t('title')} icon={<ScrollText />}>
        {t('body')}
      </EmptyState>
    );
  }
  const clear = <LinkButton href={paths.adminAudit()}>{t('clear')}</LinkButton>;
  return (
    <EmptyState title={t('filteredTitle')} icon={<ScrollText />} action={clear}>
      {t('filteredBody')}
    </EmptyState>
  );
}
