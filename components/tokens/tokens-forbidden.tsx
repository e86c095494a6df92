import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';

/** For a role that has no tokens: why, in place of a list. */
export function TokensForbidden({ reason }: { reason: string }) {
  const t = useTranslations('tokens');
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState title={t('forbiddenTitle')}>{reason}</EmptyState>
    </>
  );
}
