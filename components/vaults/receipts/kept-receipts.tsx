import ReceiptText from 'lucide-react/icons/receipt-text';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Section } from '#components/ui/section.tsx';
import type { KeptReceiptView } from '#server/vaults/receipt-view-schema.ts';
import { CheckReceipt } from './check-receipt.tsx';
import { ReceiptTable } from './receipt-table.tsx';

interface KeptReceiptsProps {
  receipts: KeptReceiptView[];
  /** Of the key that signs now. */
  publicKeyId: string;
}

/** What is left to the owner of accounts that are gone. Those of living accounts are beside their vaults. */
export function KeptReceipts({ receipts, publicKeyId }: KeptReceiptsProps) {
  const t = useTranslations('vaults.receipts');
  return (
    <>
      <Section title={t('title')} description={t('keptAbout')}>
        {receipts.length === 0 ? (
          <EmptyState title={t('emptyTitle')} icon={<ReceiptText />}>
            {t('keptEmptyBody')}
          </EmptyState>
        ) : (
          <ReceiptTable
            receipts={receipts}
            publicKeyId={publicKeyId}
            accountOf={({ tenantName }) => tenantName}
          />
        )}
      </Section>
      {receipts.length > 0 && <CheckReceipt publicKeyId={publicKeyId} />}
    </>
  );
}
