import Download from 'lucide-react/icons/download';
import { useTranslations } from 'next-intl';
import { buttonClass } from '#components/ui/button/button-class.ts';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { ReceiptView } from '#server/vaults/receipt-view-schema.ts';
import { Fingerprint } from '../fingerprint.tsx';
import { receiptFacts } from './receipt-facts.ts';
import { receiptUrls } from './receipt-urls.ts';

interface ReceiptTableProps<Receipt> {
  receipts: Receipt[];
  /** Of the key that signs now. */
  publicKeyId: string;
  /** Where they are of several accounts: the name of a receipt's. */
  accountOf?: (receipt: Receipt) => string;
}

export function ReceiptTable<Receipt extends ReceiptView>(props: ReceiptTableProps<Receipt>) {
  const { receipts, publicKeyId, accountOf } = props;
  const t = useTranslations('vaults.receipts');
  const columns: Column<Receipt>[] = [
    {
      key: 'vault',
      header: t('column.vault'),
      primary: true,
      cell: (receipt) => (
        <span className="flex flex-col">
          <span className="font-medium wrap-anywhere">{receipt.vaultName}</span>
          {receipt.publicKeyId !== publicKeyId && (
            <span className="text-sm text-ink-3">{t('former', { id: receipt.publicKeyId })}</span>
          )}
        </span>
      ),
    },
    ...(accountOf ? [{ key: 'account', header: t('column.account'), cell: accountOf }] : []),
    { key: 'when', header: t('column.when'), cell: ({ shreddedAt }) => <DateTime value={shreddedAt} /> },
    { key: 'fingerprint', header: t('column.fingerprint'), cell: (receipt) => <Key receipt={receipt} /> },
    { key: 'old', header: t('column.old'), cell: (receipt) => <OldKey receipt={receipt} /> },
    { key: 'files', header: t('column.files'), wide: true, cell: (receipt) => <Files receipt={receipt} /> },
  ];
  return (
    <DataTable caption={t('caption')} columns={columns} rows={receipts} rowKey={({ vaultId }) => vaultId} />
  );
}

function Key({ receipt: { text } }: { receipt: ReceiptView }) {
  const facts = receiptFacts(text);
  return facts && <Fingerprint value={facts.fingerprint} />;
}

const marks = { opens: 'failed', no: 'locked', untried: 'stopped' } as const;

function OldKey({ receipt: { text } }: { receipt: ReceiptView }) {
  const t = useTranslations('vaults.receipts.oldKey');
  const facts = receiptFacts(text);
  return facts && <StateLabel kind={marks[facts.oldKey]}>{t(facts.oldKey)}</StateLabel>;
}

function Files({ receipt: { vaultId, vaultName: name } }: { receipt: ReceiptView }) {
  const t = useTranslations('vaults.receipts');
  return (
    <span className="flex flex-wrap gap-1.5 md:flex-nowrap">
      {(['json', 'sig'] as const).map((file) => (
        <a
          key={file}
          href={receiptUrls[file](vaultId)}
          download
          aria-label={t(`${file}Label`, { name })}
          className={buttonClass({ size: 'sm' })}
        >
          <Download aria-hidden />
          {t(file)}
        </a>
      ))}
    </span>
  );
}
