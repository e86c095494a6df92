import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { formatPercent } from '#components/ui/format/format-percent.ts';
import type { Some, TightTenant } from '#server/overview/schema.ts';
import { paths } from '#server/paths.ts';
import { Need } from './need.tsx';

/** Tenants that have little left of a quota: they will ask, or they can be asked. */
export function TenantNeeds({ tight: { items, total } }: { tight: Some<TightTenant> }) {
  const t = useTranslations('admin.overview');
  const locale = useLocale();
  if (total === 0) return null;
  return (
    <Need
      tone="info"
      title={t('tightTenants', { count: total })}
      href={paths.adminTenants()}
      linkLabel={t('seeAll')}
    >
      <ul className="flex flex-col gap-0.5">
        {items.map(({ id, name, part, share }) => (
          <li key={id}>
            <Link
              href={paths.adminTenant(id)}
              className="text-ink underline decoration-control underline-offset-2 hover:text-accent-text"
            >
              {name}
            </Link>{' '}
            <span>{t('tightTenant', { share: formatPercent(share, locale), part: t(`part.${part}`) })}</span>
          </li>
        ))}
        {total > items.length && <li>{t('andMore', { count: total - items.length })}</li>}
      </ul>
    </Need>
  );
}
