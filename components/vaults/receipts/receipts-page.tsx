import ReceiptText from 'lucide-react/icons/receipt-text';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { ReceiptView } from '#server/vaults/receipt-view-schema.ts';
import { CheckReceipt } from './check-receipt.tsx';
import { ReceiptTable } from './receipt-table.tsx';
import { ReceiptsHeader } from './receipts-header.tsx';

interface ReceiptsPageProps {
  tenant: string;
  receipts: ReceiptView[];
  /** Of the key that signs now. */
  publicKeyId: string;
}

/** The proofs of what was destroyed, and how to check them. */
export function ReceiptsPage({ tenant, receipts, publicKeyId }: ReceiptsPageProps) {
  const t = useTranslations('vaults.receipts');
  return (
    <>
      <ReceiptsHeader tenant={tenant} />
      {receipts.length === 0 ? (
        <EmptyState title={t('emptyTitle')} icon={<ReceiptText />}>
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <ReceiptTable receipts={receipts} publicKeyId={publicKeyId} />
      )}
      <div className="mt-8">
        <CheckReceipt publicKeyId={publicKeyId} />
      </div>
    </>
  );
}
