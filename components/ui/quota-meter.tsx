import clsx from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from './format/format-bytes.ts';
import { formatNumber } from './format/format-number.ts';

interface QuotaMeterProps {
  label: string;
  used: number;
  /** Nothing for no limit. */
  limit: number | null;
  /** What the thing that is being made would add. */
  adds?: number | undefined;
  format?: 'bytes' | 'number' | undefined;
}

/** How much of something is used, how much there may be, and what would be added. */
export function QuotaMeter({ label, used, limit, adds = 0, format = 'number' }: QuotaMeterProps) {
  const t = useTranslations('common.meter');
  const locale = useLocale();
  const write = (value: number) =>
    format === 'bytes' ? formatBytes(value, locale) : formatNumber(value, locale);
  const total = used + adds;
  const isOver = limit !== null && total > limit;
  const words =
    limit === null
      ? t('unlimited', { used: write(used) })
      : t('used', { used: write(used), limit: write(limit) });
  const rest =
    limit === null
      ? undefined
      : isOver
        ? t('over', { over: write(total - limit) })
        : t('left', { left: write(limit - total) });
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-3">
        <span>{label}</span>
        <span className="text-sm text-ink-2">{words}</span>
      </div>
      {limit !== null && (
        <Bar
          label={label}
          used={used}
          adds={adds}
          limit={limit}
          isOver={isOver}
          words={`${words}, ${rest}`}
        />
      )}
      {(adds > 0 || isOver) && (
        <p className={clsx('flex justify-between gap-3 text-sm', isOver ? 'text-danger' : 'text-ink-3')}>
          {adds > 0 && <span>{t('adds', { added: write(adds) })}</span>}
          <span className="ms-auto">{rest}</span>
        </p>
      )}
    </div>
  );
}

interface BarProps {
  label: string;
  used: number;
  adds: number;
  limit: number;
  isOver: boolean;
  words: string;
}

function Bar({ label, used, adds, limit, isOver, words }: BarProps) {
  const share = (value: number) =>
    limit === 0 ? (value > 0 ? 100 : 0) : Math.min(100, (value / limit) * 100);
  const usedShare = share(used);
  const isNear = usedShare >= 90;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element <meter> cannot show a second amount
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={limit}
      aria-valuenow={Math.min(used, limit)}
      aria-valuetext={words}
      className="flex h-1.5 overflow-hidden rounded-full bg-hover"
    >
      <span
        style={{ width: `${usedShare}%` }}
        className={clsx(isOver ? 'bg-danger' : isNear ? 'bg-warn-fill' : 'bg-accent')}
      />
      {adds > 0 && (
        <span
          style={{ width: `${Math.max(0, share(used + adds) - usedShare)}%` }}
          className={clsx('border-s border-surface opacity-55', isOver ? 'bg-danger' : 'bg-accent')}
        />
      )}
    </div>
  );
}
