import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import type { Some } from '#server/overview/schema.ts';
import { paths } from '#server/paths.ts';
import type { FindingView } from '#server/reconcile/schema.ts';
import { Need } from './need.tsx';

export function FindingNeeds({ findings: { items, total } }: { findings: Some<FindingView> }) {
  const t = useTranslations('admin.overview');
  const tKinds = useTranslations('findings.kinds');
  if (total === 0) return null;
  return (
    <Need
      tone="warn"
      title={t('findings', { count: total })}
      href={paths.adminFindings({ state: 'open' })}
      linkLabel={t('seeAll')}
    >
      <p>{t('findingsBody')}</p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {items.map(({ id, kind, subject, tenant, foundAt }) => (
          <li key={id}>
            <Link
              href={paths.adminFinding(id)}
              className="text-ink underline decoration-control underline-offset-2 hover:text-accent-text"
            >
              {tKinds(kind)} <span className="font-medium">{subject}</span>
            </Link>
            <span>
              {tenant && ` · ${tenant.name}`} · <TimeAgo value={foundAt} />
            </span>
          </li>
        ))}
        {total > items.length && <li>{t('andMore', { count: total - items.length })}</li>}
      </ul>
    </Need>
  );
}
