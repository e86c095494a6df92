import { useTranslations } from 'next-intl';
import { FilterChips } from '#components/ui/query/filter-chips.tsx';
import { SearchInput } from '#components/ui/query/search-input.tsx';
import { Toolbar } from '#components/ui/query/toolbar.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import { instanceStates } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { QuerySelect } from './query-select.tsx';

export function AdminInstanceFilters({ query }: { query: Query }) {
  const t = useTranslations('admin.instances');
  const tInstances = useTranslations('instances');
  const kinds = instanceKinds.map((value) => ({ value, label: tInstances(`kind.${value}`) }));
  const states = instanceStates.map((value) => ({ value, label: tInstances(`state.${value}`) }));
  return (
    <Toolbar>
      <SearchInput label={t('search')} />
      <QuerySelect label={t('kind')} name="kind" options={[{ value: '', label: t('anyKind') }, ...kinds]} />
      <FilterChips
        label={tInstances('filter.label')}
        path={paths.adminInstances()}
        query={query}
        name="state"
        options={[{ value: '', label: tInstances('filter.all') }, ...states]}
      />
    </Toolbar>
  );
}
