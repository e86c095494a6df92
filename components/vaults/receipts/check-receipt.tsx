import Download from 'lucide-react/icons/download';
import { useTranslations } from 'next-intl';
import { buttonClass } from '#components/ui/button/button-class.ts';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Section } from '#components/ui/section.tsx';
import { receiptUrls } from './receipt-urls.ts';

/** The line of docs/operating/vaults-keys.md; a test there runs it. */
const command =
  'openssl pkeyutl -verify -pubin -inkey berth-receipts.pem -rawin -in receipt.json -sigfile receipt.sig';

/** How anybody finds out whether a receipt is what was signed. */
export function CheckReceipt({ publicKeyId }: { publicKeyId: string }) {
  const t = useTranslations('vaults.receipts.check');
  return (
    <Section
      framed
      title={t('title')}
      description={t('about')}
      actions={
        <a href={receiptUrls.publicKey()} download className={buttonClass({ size: 'sm' })}>
          <Download aria-hidden />
          {t('download')}
        </a>
      }
    >
      <ol className="ms-5 flex list-decimal flex-col gap-2">
        <li>{t('files')}</li>
        <li>
          {t('key')} <span className="text-ink-3 wrap-anywhere">{t('id', { id: publicKeyId })}</span>
        </li>
        <li>
          {t('run')}
          <div className="mt-2">
            <CodeBlock label={t('command')} code={command} />
          </div>
        </li>
        <li>{t('answer')}</li>
      </ol>
    </Section>
  );
}
