import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { DateTime } from '#components/ui/format/date-time.tsx';
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

/** Beside a bare process of the same machine, as the benchmark of kinds found here. */
export function MeasuredSpeed({ of: speed }: { of: KindComparison['speed'] }) {
  const t = useTranslations('kinds.compare');
  const format = useFormatter();
  if (!speed) return <span className="text-ink-3">{t('notMeasured')}</span>;
  const { requests, calls, measuredAt, machine } = speed;
  const part = (ratio: number) => format.number(ratio, { style: 'percent', maximumSignificantDigits: 2 });
  return (
    <span className="flex flex-col tabular-nums" title={machine}>
      {requests !== null && <span>{t('ofRequests', { part: part(requests) })}</span>}
      <span>{calls === null ? t('noCalls') : t('ofCalls', { part: part(calls) })}</span>
      <span className="text-xs text-ink-3">
        <DateTime value={measuredAt} />
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
