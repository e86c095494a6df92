import { useTranslations } from 'next-intl';
import { QuerySelect } from '#components/admin/query-select.tsx';
import { TenantChip } from '#components/admin/tenant-chip.tsx';
import { FilterChips } from '#components/ui/query/filter-chips.tsx';
import { Toolbar } from '#components/ui/query/toolbar.tsx';
import { type Query, queryValue, withQuery } from '#components/ui/query/with-query.ts';
import { paths } from '#server/paths.ts';
import { findingKinds, findingStates } from '#server/reconcile/schema.ts';

interface FindingFiltersProps {
  query: Query;
  /** Of the tenant whose findings are listed, where the list says it. */
  tenantName: string | undefined;
}

export function FindingFilters({ query, tenantName }: FindingFiltersProps) {
  const t = useTranslations('findings');
  const path = paths.adminFindings();
  const states = findingStates.map((value) => ({ value, label: t(`states.${value}`) }));
  const kinds = findingKinds
    .filter((kind) => kind !== 'instance-changed')
    .map((value) => ({ value, label: t(`kinds.${value}`) }));
  return (
    <Toolbar>
      <QuerySelect
        label={t('filter.kind')}
        name="kind"
        options={[{ value: '', label: t('filter.anyKind') }, ...kinds]}
      />
      <FilterChips
        label={t('filter.state')}
        path={path}
        query={query}
        name="state"
        options={[{ value: '', label: t('filter.all') }, ...states]}
      />
      {queryValue(query, 'tenant') && (
        <TenantChip
          label={t('filter.only', { tenant: tenantName ?? t('filter.tenant') })}
          clearLabel={t('filter.clear')}
          href={withQuery(path, query, { tenant: undefined })}
        />
      )}
    </Toolbar>
  );
}
