import { useTranslations } from 'next-intl';
import { QuerySelect } from '#components/admin/query-select.tsx';
import { TenantChip } from '#components/admin/tenant-chip.tsx';
import { FilterChips } from '#components/ui/query/filter-chips.tsx';
import { SearchInput } from '#components/ui/query/search-input.tsx';
import { Toolbar } from '#components/ui/query/toolbar.tsx';
import { type Query, queryValue, withQuery } from '#components/ui/query/with-query.ts';
import { jobStates } from '#server/jobs/states.ts';
import { paths } from '#server/paths.ts';
import { useJobKindName } from './use-job-kind-name.ts';

interface JobFiltersProps {
  query: Query;
  /** Every kind that there is. */
  kinds: string[];
  /** Of the tenant whose jobs are listed, where the list says it. */
  tenantName: string | undefined;
}

/** Search and filters of the provider's list of jobs. */
export function JobFilters({ query, kinds, tenantName }: JobFiltersProps) {
  const t = useTranslations('jobs');
  const kindName = useJobKindName();
  const path = paths.adminJobs();
  const states = jobStates.map((value) => ({ value, label: t(`states.${value}`) }));
  return (
    <Toolbar>
      <SearchInput label={t('search')} />
      <QuerySelect
        label={t('filter.kind')}
        name="kind"
        options={[
          { value: '', label: t('filter.anyKind') },
          ...kinds.map((value) => ({ value, label: kindName(value) })),
        ]}
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
