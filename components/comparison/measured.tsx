import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { formatDuration } from '#components/ui/format/format-duration.ts';
import type { KindComparison } from '#server/comparison/schema.ts';

/** What was measured on this installation, with of how many; never a number from elsewhere. */
export function MeasuredStart({ of: start }: { of: KindComparison['start'] }) {
  const t = useTranslations('kinds.compare');
  const locale = useLocale();
  if (!start) return <span className="text-ink-3">{t('notMeasured')}</span>;
  return (
    <span className="flex flex-col">
      <span className="tabular-nums">{formatDuration(start.p50Milliseconds, locale)}</span>
      <span className="text-xs text-ink-3">
        {t(start.isWithWorkload ? 'ofDeployments' : 'ofStarts', { count: start.count })}
      </span>
    </span>
  );
}

export function MeasuredMemory({ of: memory }: { of: KindComparison['memory'] }) {
  const t = useTranslations('kinds.compare');
  const locale = useLocale();
  if (!memory) return <span className="text-ink-3">{t('notMeasured')}</span>;
  return (
    <span className="flex flex-col">
      <span className="tabular-nums">{formatBytes(memory.p50Bytes, locale)}</span>
      <span className="text-xs text-ink-3">{t('ofInstances', { count: memory.count })}</span>
    </span>
  );
}
