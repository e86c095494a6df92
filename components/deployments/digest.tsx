import { useTranslations } from 'next-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';

/** The beginning of what a version means for ever; the whole to copy. */
export function Digest({ number, digest }: { number: number; digest: string }) {
  const t = useTranslations('deployments');
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <span className="min-w-0 truncate font-mono text-xs text-ink-3" title={digest}>
        {digest.slice(0, 17)}…
      </span>
      <CopyButton value={digest} label={t('copyDigest', { number })} />
    </span>
  );
}
