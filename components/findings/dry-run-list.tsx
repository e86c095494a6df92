import SearchCheck from 'lucide-react/icons/search-check';
import { useTranslations } from 'next-intl';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { DryRun, PlannedDifference } from '#server/reconcile/schema.ts';
import { FindingTenant } from './finding-tenant.tsx';
import { PlannedChanges } from './planned-changes.tsx';

const tones = {
  mend: 'accent',
  report: 'warn',
  wait: 'neutral',
  known: 'neutral',
} as const satisfies Record<PlannedDifference['plan'], BadgeTone>;

/** What a pass would do, thing by thing; or that it would do nothing. */
export function DryRunList({ dryRun: { items, failures } }: { dryRun: DryRun }) {
  const t = useTranslations('findings');
  return (
    <>
      {failures.length > 0 && (
        <div className="mb-6 max-w-3xl">
          <Callout tone="danger" title={t('dryRun.failed')}>
            <ul>
              {failures.map(({ checker, message }) => (
                <li key={checker} className="wrap-anywhere">
                  <code className="font-mono text-sm">{checker}</code>: {message}
                </li>
              ))}
            </ul>
          </Callout>
        </div>
      )}
      {items.length === 0 && failures.length === 0 && (
        <EmptyState title={t('dryRun.nothingTitle')} icon={<SearchCheck />}>
          {t('dryRun.nothingBody')}
        </EmptyState>
      )}
      {items.length > 0 && <Planned items={items} />}
    </>
  );
}

function Planned({ items }: { items: PlannedDifference[] }) {
  const t = useTranslations('findings');
  const columns: Column<PlannedDifference>[] = [
    {
      key: 'finding',
      header: t('column.finding'),
      primary: true,
      cell: ({ kind, subject, details }) => (
        <div className="min-w-0">
          {t(`kinds.${kind}`)} <span className="font-medium wrap-anywhere">{subject}</span>
          <PlannedChanges changes={details.changes ?? []} />
        </div>
      ),
    },
    {
      key: 'plan',
      header: t('dryRun.plan'),
      width: '16rem',
      cell: ({ plan }) => <Badge tone={tones[plan]}>{t(`dryRun.plans.${plan}`)}</Badge>,
    },
    {
      key: 'tenant',
      header: t('column.tenant'),
      width: '12rem',
      cell: ({ tenant }) => <FindingTenant tenant={tenant} />,
    },
  ];
  return (
    <DataTable
      caption={t('dryRun.caption')}
      columns={columns}
      rows={items}
      rowKey={({ kind, subjectKey }) => `${kind} ${subjectKey}`}
    />
  );
}
