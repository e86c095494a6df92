import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { WorkloadView } from '#server/deployments/workload-schema.ts';

/** Says of what runs in a shell that its processor is emulated, and what that means; nothing where it is a real one. */
export function EmulatedBadge({ workload }: { workload: WorkloadView | null }) {
  const t = useTranslations('deployments.workload');
  if (workload?.accelerator !== 'tcg') return null;
  return (
    <Tooltip content={t('emulatedAbout')} onTouch>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what it means is read by keyboard as well */}
      <span tabIndex={0} className="inline-flex shrink-0 rounded-sm">
        <Badge tone="warn">{t('emulated')}</Badge>
        <span className="sr-only">{t('emulatedAbout')}</span>
      </span>
    </Tooltip>
  );
}
