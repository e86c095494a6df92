import Check from 'lucide-react/icons/check';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { formatRate } from '#components/ui/format/format-rate.ts';
import { UploadSummary } from './upload-summary.tsx';
import type { useUpload } from './use-upload.ts';

interface UploadProgressProps {
  upload: ReturnType<typeof useUpload>;
}

/** Where the file is now, and what can be done about it; a screen reader hears each change of that once. */
export function UploadProgress({ upload }: UploadProgressProps) {
  const t = useTranslations('uploads');
  const locale = useLocale();
  const { state, pause, resume, drop, begin } = upload;
  switch (state.phase) {
    case 'idle':
      return null;
    case 'unfinished':
      return <p className="text-sm text-ink-2">{t('unfinished', { name: state.fileName })}</p>;
    case 'sending':
    case 'paused':
      return (
        <div className="flex flex-col gap-2">
          <Bar {...state} />
          <div className="flex flex-wrap gap-2">
            {state.phase === 'sending' ? (
              <Button size="sm" onClick={pause}>
                {t('pause')}
              </Button>
            ) : (
              <Button size="sm" onClick={resume}>
                {t('resume')}
              </Button>
            )}
            <Button size="sm" variant="ghost" onClick={drop}>
              {t('drop-it')}
            </Button>
          </div>
        </div>
      );
    case 'checking':
      return (
        <p role="status" className="animate-quiet text-sm">
          {t('checking', { name: state.fileName })}
        </p>
      );
    case 'refused':
      return (
        <Callout tone="danger" title={t('refused', { name: state.view.name })}>
          {state.view.message}
        </Callout>
      );
    case 'ready':
      return (
        <div className="flex flex-col gap-2">
          <p role="status" className="flex items-center gap-1.5 font-medium">
            <Check aria-hidden className="size-4 text-ok" />
            {t('ready', { name: state.view.name, size: formatBytes(state.view.sizeBytes, locale) })}
          </p>
          <UploadSummary view={state.view} />
          <div>
            <Button size="sm" variant="ghost" onClick={drop}>
              {t('another')}
            </Button>
          </div>
        </div>
      );
    case 'failed':
      return (
        <Callout tone="danger" title={t('failed', { name: state.file.name })}>
          <p>{state.message ?? t('lost')}</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button size="sm" onClick={() => begin(state.file)}>
              {t('again')}
            </Button>
            <Button size="sm" variant="ghost" onClick={drop}>
              {t('drop-it')}
            </Button>
          </div>
        </Callout>
      );
  }
}

type BarProps = { phase: 'sending' | 'paused'; file: File; sentBytes: number; bytesPerSecond: number | null };

function Bar({ phase, file, sentBytes, bytesPerSecond }: BarProps) {
  const t = useTranslations('uploads');
  const locale = useLocale();
  const format = useFormatter();
  const percent = format.number(Math.floor((sentBytes / file.size) * 100) / 100, { style: 'percent' });
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0 font-mono text-sm wrap-anywhere">{file.name}</span>
        <span className="text-sm text-ink-3 tabular-nums">
          {t('sent', { sent: formatBytes(sentBytes, locale), size: formatBytes(file.size, locale), percent })}
          {bytesPerSecond !== null && phase === 'sending' && ` · ${formatRate(bytesPerSecond, locale)}`}
        </span>
      </div>
      <progress
        value={sentBytes}
        max={file.size}
        aria-label={file.name}
        className="h-1.5 w-full accent-accent"
      />
      <span role="status" className={phase === 'paused' ? 'text-sm text-ink-2' : 'sr-only'}>
        {t(phase)}
      </span>
    </div>
  );
}
