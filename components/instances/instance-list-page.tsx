import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { FilterChips } from '#components/ui/query/filter-chips.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { SearchInput } from '#components/ui/query/search-input.tsx';
import { Toolbar } from '#components/ui/query/toolbar.tsx';
import { type Query, queryValue } from '#components/ui/query/with-query.ts';
import { SelectionScope } from '#components/ui/table/selection-scope.tsx';
import type { InstancePage } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import type { TenantView } from '#server/tenants/schema.ts';
import type { InstanceActions } from './instance-actions.ts';
import { type BulkActions, InstanceBulkBar } from './instance-bulk-bar.tsx';
import { InstanceTable } from './instance-table.tsx';
import { NoInstances, NoMatch } from './no-instances.tsx';
import { useCreateRefusal } from './use-create-refusal.ts';

export interface InstanceListPageProps {
  tenant: TenantView;
  list: InstancePage;
  query: Query;
  /** Why the reader may not change anything, if so. */
  forbidden: string | undefined;
  actions: InstanceActions;
  bulk: BulkActions;
  /** How far the stack is that the list is narrowed to, if so. */
  stack?: ReactNode;
}

const states = ['running', 'stopped', 'creating', 'failed', 'lost'] as const;

export function InstanceListPage(props: InstanceListPageProps) {
  const t = useTranslations('instances');
  const { tenant, list, query, forbidden } = props;
  const createRefusal = useCreateRefusal()(tenant, forbidden);
  const isNarrowed = ['q', 'state', 'stack'].some((key) => queryValue(query, key));
  const isEmpty = list.total === 0 && !isNarrowed;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          !isEmpty && (
            <>
              <LinkButton href={paths.compose(tenant.slug)}>{t('fromCompose')}</LinkButton>
              <CreateButton tenant={tenant.slug} label={t('new')} refusal={createRefusal} />
            </>
          )
        }
      />
      {isEmpty ? (
        <NoInstances
          action={
            <span className="flex flex-wrap justify-center gap-2">
              <CreateButton tenant={tenant.slug} label={t('empty.action')} refusal={createRefusal} />
              <LinkButton href={paths.compose(tenant.slug)}>{t('fromCompose')}</LinkButton>
            </span>
          }
        />
      ) : (
        <List {...props} />
      )}
    </>
  );
}

function List({ tenant, list, query, forbidden, actions, bulk, stack }: InstanceListPageProps) {
  const t = useTranslations('instances');
  const path = paths.instances(tenant.slug);
  const options = [
    { value: '', label: t('filter.all') },
    ...states.map((value) => ({ value, label: t(`state.${value}`) })),
  ];
  return (
    <SelectionScope>
      {stack}
      <Toolbar>
        <SearchInput label={t('search')} />
        <FilterChips label={t('filter.label')} path={path} query={query} name="state" options={options} />
      </Toolbar>
      {list.items.length === 0 ? (
        <NoMatch tenant={tenant.slug} search={queryValue(query, 'q')} />
      ) : (
        <InstanceTable
          tenant={tenant}
          items={list.items}
          query={query}
          actions={actions}
          forbidden={forbidden}
        />
      )}
      <Pagination path={path} query={query} page={list.page} pageSize={list.pageSize} total={list.total} />
      {!forbidden && <InstanceBulkBar actions={bulk} />}
    </SelectionScope>
  );
}

function CreateButton({
  tenant,
  label,
  refusal,
}: {
  tenant: string;
  label: string;
  refusal: string | undefined;
}) {
  if (refusal) {
    return (
      <Button variant="primary" disabledReason={refusal}>
        <Plus aria-hidden />
        {label}
      </Button>
    );
  }
  return (
    <LinkButton href={paths.newInstance(tenant)} variant="primary">
      <Plus aria-hidden />
      {label}
    </LinkButton>
  );
}
