import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { formatDuration } from '#components/ui/format/format-duration.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import type { Measured } from './measured.ts';

/** How long a kind takes to start and what it uses idle, as measured here; that nothing was measured where so. */
export function useMeasuredText(measured: Measured) {
  const t = useTranslations('kinds.compare');
  const locale = useLocale();
  return (kind: InstanceKind): string => {
    const { start, memory } = measured.find((one) => one.kind === kind) ?? { start: null, memory: null };
    const parts = [
      start && t('inShortStart', { time: formatDuration(start.p50Milliseconds, locale) }),
      memory && t('inShortMemory', { memory: formatBytes(memory.p50Bytes, locale) }),
    ];
    return parts.filter(Boolean).join(' · ') || t('notMeasured');
  };
}
