import clsx from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '#components/ui/format/format-bytes.ts';

interface AllocationMeterProps {
  label: string;
  /** What was given away, in all. */
  usedBytes: number;
  /** What there is. Nobody is stopped by it: what is given away is rarely used at once. */
  totalBytes: number;
}

/** How much of something was given away; more than there is is told, and is no error. */
export function AllocationMeter({ label, usedBytes, totalBytes }: AllocationMeterProps) {
  const t = useTranslations('nodes.meter');
  const tMeter = useTranslations('common.meter');
  const locale = useLocale();
  const words = tMeter('used', {
    used: formatBytes(usedBytes, locale),
    limit: formatBytes(totalBytes, locale),
  });
  const isOver = usedBytes > totalBytes;
  const times = isOver && totalBytes > 0 ? t('times', { times: usedBytes / totalBytes }) : undefined;
  const share = totalBytes === 0 ? 0 : Math.min(1, usedBytes / totalBytes);
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-3">
        <span>{label}</span>
        <span className="text-end text-sm text-ink-2">{[words, times].filter(Boolean).join(', ')}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: <meter> cannot be drawn alike in every browser */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={totalBytes}
        aria-valuenow={Math.min(usedBytes, totalBytes)}
        aria-valuetext={[words, times].filter(Boolean).join(', ')}
        className="h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <span
          style={{ width: `${share * 100}%` }}
          className={clsx('block h-full', isOver ? 'bg-warn' : 'bg-accent')}
        />
      </div>
    </div>
  );
}
