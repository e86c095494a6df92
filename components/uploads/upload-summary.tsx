import { useTranslations } from 'next-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { UploadView } from '#server/uploads/schema.ts';

/** What the panel has found a file to be, and the checksum to compare with one's own. */
export function UploadSummary({ view }: { view: UploadView }) {
  const t = useTranslations('uploads');
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1 text-sm">
      {view.format && (
        <>
          <dt className="text-ink-3">{t('format')}</dt>
          <dd>{t(`formats.${view.format}`)}</dd>
        </>
      )}
      {view.sha256 && (
        <>
          <dt className="text-ink-3">SHA-256</dt>
          <dd className="min-w-0">
            {/* Whole: it is compared by eye as well. */}
            <span className="inline-flex min-w-0 items-center gap-1">
              <code className="text-xs break-all">{view.sha256}</code>
              <CopyButton value={view.sha256} label={t('copySha')} />
            </span>
          </dd>
        </>
      )}
    </dl>
  );
}
