import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ReceiptsHeader } from './receipts-header.tsx';

/** For a role that sees no receipts: why, in place of a list. */
export function ReceiptsForbidden({ tenant, reason }: { tenant: string; reason: string }) {
  const t = useTranslations('vaults.receipts');
  return (
    <>
      <ReceiptsHeader tenant={tenant} />
      <EmptyState title={t('forbiddenTitle')}>{reason}</EmptyState>
    </>
  );
}
