import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { QuotaMeter } from '#components/ui/quota-meter.tsx';
import type { NodeView } from '#server/nodes/schema.ts';
import { AllocationMeter } from './allocation-meter.tsx';

/** What the instances may use of what the node has, and how full its storage is. */
export function NodeMeters({ node, hasNote }: { node: NodeView; hasNote?: boolean | undefined }) {
  const t = useTranslations('nodes');
  const locale = useLocale();
  const { allocation } = node;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-baseline justify-between gap-3">
        <span>{t('meter.vcpus')}</span>
        <span className="text-end text-sm text-ink-2">
          {t('overcommit', { count: allocation.vcpus, threads: node.vcpus })}
        </span>
      </div>
      <AllocationMeter
        label={t('meter.memory')}
        usedBytes={allocation.memoryBytes}
        totalBytes={node.memoryBytes}
      />
      <QuotaMeter label={t('meter.pool')} used={node.poolUsedBytes} limit={node.poolBytes} format="bytes" />
      {hasNote && (
        <p className="text-sm text-ink-3">
          {t('meter.promised', { size: formatBytes(allocation.diskBytes, locale) })}
        </p>
      )}
    </div>
  );
}
