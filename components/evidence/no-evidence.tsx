import ShieldAlert from 'lucide-react/icons/shield-alert';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';

/** There is nothing to look at: why, in the words of the refusal. */
export function NoEvidence({ reason }: { reason: string }) {
  const t = useTranslations('evidence');
  return (
    <EmptyState title={t('unknown')} icon={<ShieldAlert />}>
      {reason}
    </EmptyState>
  );
}
