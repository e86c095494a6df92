import { useTranslations } from 'next-intl';
import { QuerySelect } from '#components/admin/query-select.tsx';
import { TenantChip } from '#components/admin/tenant-chip.tsx';
import { SearchInput } from '#components/ui/query/search-input.tsx';
import { Toolbar } from '#components/ui/query/toolbar.tsx';
import { type Query, queryValue, withQuery } from '#components/ui/query/with-query.ts';
import { paths } from '#server/paths.ts';

const nouns = [
  'instance',
  'tenant',
  'member',
  'invitation',
  'ssh-key',
  'registry',
  'plan',
  'plan-set',
  'image',
  'iso',
  'upload',
  'job',
  'settings',
  'api-token',
  'user',
  'session',
] as const;

interface AuditFiltersProps {
  query: Query;
  /** Of the tenant whose entries are listed, where the list says it. */
  tenantName: string | undefined;
}

export function AuditFilters({ query, tenantName }: AuditFiltersProps) {
  const t = useTranslations('audit');
  const options = nouns.map((value) => ({ value, label: t(`nouns.${value}`) }));
  return (
    <Toolbar>
      <SearchInput label={t('searchActor')} />
      <QuerySelect
        label={t('filter.label')}
        name="action"
        options={[{ value: '', label: t('filter.all') }, ...options]}
      />
      {queryValue(query, 'tenant') && (
        <TenantChip
          label={t('filter.only', { tenant: tenantName ?? t('filter.tenant') })}
          clearLabel={t('filter.clear')}
          href={withQuery(paths.adminAudit(), query, { tenant: undefined })}
        />
      )}
    </Toolbar>
  );
}
