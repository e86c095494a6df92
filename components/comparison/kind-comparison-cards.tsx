import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { KindComparison } from '#server/comparison/schema.ts';
import { KindHeading } from './kind-heading.tsx';
import { MeasuredMemory, MeasuredSpeed, MeasuredStart } from './measured.tsx';

/** The kinds one below the other, where there is no room for columns. */
export function KindComparisonCards({ items }: { items: KindComparison[] }) {
  const t = useTranslations('kinds.compare');
  return (
    <ul aria-label={t('caption')} className="flex flex-col gap-3">
      {items.map((row) => (
        <li key={row.kind} className="rounded-lg border border-line bg-surface p-4">
          <KindHeading row={row} />
          <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-3">
            <Part label={t('column.start')}>
              <MeasuredStart of={row.start} />
            </Part>
            <Part label={t('column.memory')}>
              <MeasuredMemory of={row.memory} />
            </Part>
            <Part label={t('column.speed')} isWide>
              <MeasuredSpeed of={row.speed} />
            </Part>
            {(['shared', 'boundary', 'cannot'] as const).map((part) => (
              <Part key={part} label={t(`column.${part}`)} isWide>
                {t(`${part}.${row.kind}`)}
              </Part>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Part({ label, isWide = false, children }: { label: string; isWide?: boolean; children: ReactNode }) {
  return (
    <div className={isWide ? 'col-span-2' : undefined}>
      <dt className="text-xs text-ink-3">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
