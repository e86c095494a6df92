import { useTranslations } from 'next-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';

/** The short form of a key's fingerprint, as the receipts and the manual write it; the whole to copy. */
export function Fingerprint({ value }: { value: string }) {
  const t = useTranslations('vaults.facts');
  return (
    <span className="inline-flex min-w-0 items-center gap-0.5">
      <code className="text-sm md:whitespace-nowrap" title={value}>
        {value.slice(0, 16).replace(/.{4}(?=.)/g, '$&-')}
      </code>
      <CopyButton value={value} label={t('copyFingerprint')} />
    </span>
  );
}
