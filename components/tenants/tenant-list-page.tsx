import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { FilterChips } from '#components/ui/query/filter-chips.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { SearchInput } from '#components/ui/query/search-input.tsx';
import { Toolbar } from '#components/ui/query/toolbar.tsx';
import { type Query, queryValue } from '#components/ui/query/with-query.ts';
import { paths } from '#server/paths.ts';
import { type TenantPage, tenantStates } from '#server/tenants/schema.ts';
import { NoTenantFits, NoTenants } from './no-tenants.tsx';
import { TenantTable } from './tenant-table.tsx';

interface TenantListPageProps {
  list: TenantPage;
  query: Query;
}

export function TenantListPage({ list, query }: TenantListPageProps) {
  const t = useTranslations('tenants');
  const isNarrowed = Boolean(queryValue(query, 'q') || queryValue(query, 'state'));
  const isEmpty = list.total === 0 && !isNarrowed;
  return (
    <>
      <PageHeader title={t('title')} description={t('about')} actions={!isEmpty && <NewTenant />} />
      {isEmpty ? <NoTenants /> : <List list={list} query={query} />}
    </>
  );
}

function NewTenant() {
  const t = useTranslations('tenants');
  return (
    <LinkButton href={paths.adminNewTenant()} variant="primary">
      <Plus aria-hidden />
      {t('new')}
    </LinkButton>
  );
}

function List({ list, query }: TenantListPageProps) {
  const t = useTranslations('tenants');
  const path = paths.adminTenants();
  const options = [
    { value: '', label: t('filter.all') },
    ...tenantStates.map((value) => ({ value, label: t(`state.${value}`) })),
  ];
  return (
    <>
      <Toolbar>
        <SearchInput label={t('search')} />
        <FilterChips label={t('filter.label')} path={path} query={query} name="state" options={options} />
      </Toolbar>
      {list.items.length === 0 ? <NoTenantFits /> : <TenantTable tenants={list.items} query={query} />}
      <Pagination path={path} query={query} page={list.page} pageSize={list.pageSize} total={list.total} />
    </>
  );
}
