import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { KindComparison } from '#server/comparison/schema.ts';
import { useKindReason } from '../nodes/use-kind-reason.ts';

/** What a kind is called, and why no node can run it now, if so. */
export function KindHeading({ row }: { row: KindComparison }) {
  const t = useTranslations('kinds.compare');
  const tKind = useTranslations('instances.kind');
  const reason = useKindReason()(row);
  return (
    <span className="flex flex-col items-start gap-1">
      <span className="font-medium text-ink">{tKind(row.kind)}</span>
      {!row.isSupported && <Badge>{t('notHere')}</Badge>}
      {!row.isSupported && reason && <span className="text-sm font-normal text-ink-3">{reason}</span>}
    </span>
  );
}
