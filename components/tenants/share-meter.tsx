import clsx from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '#components/ui/format/format-bytes.ts';

interface ShareMeterProps {
  label: string;
  usedBytes: number;
  limitBytes: number;
}

/** Use beside quota in a row of a table: the words, and a thin bar under them. */
export function ShareMeter({ label, usedBytes, limitBytes }: ShareMeterProps) {
  const t = useTranslations('tenants');
  const locale = useLocale();
  const words = t('usedOf', { used: formatBytes(usedBytes, locale), limit: formatBytes(limitBytes, locale) });
  const share = limitBytes > 0 ? Math.min(100, (usedBytes / limitBytes) * 100) : usedBytes > 0 ? 100 : 0;
  return (
    <span className="flex w-36 max-w-full flex-col gap-1">
      <span className="text-sm whitespace-nowrap">{words}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: the element <meter> cannot be styled alike in all browsers */}
      <span
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share)}
        aria-valuetext={words}
        className="flex h-1 w-full overflow-hidden rounded-full bg-hover"
      >
        <span
          style={{ width: `${share}%` }}
          className={clsx(share >= 100 ? 'bg-danger' : share >= 90 ? 'bg-warn-fill' : 'bg-accent')}
        />
      </span>
    </span>
  );
}
