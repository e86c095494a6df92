import { useTranslations } from 'next-intl';
import { Numeral } from '#components/ui/format/numeral.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#server/paths.ts';
import type { TenantDetail } from '#server/tenants/schema.ts';
import { ShareMeter } from './share-meter.tsx';
import { TenantState } from './tenant-state.tsx';

export function TenantTable({ tenants, query }: { tenants: TenantDetail[]; query: Query }) {
  const t = useTranslations('tenants');
  return (
    <DataTable
      caption={t('caption')}
      columns={useColumns()}
      rows={tenants}
      rowKey={(tenant) => tenant.id}
      path={paths.adminTenants()}
      query={query}
    />
  );
}

function useColumns(): Column<TenantDetail>[] {
  const t = useTranslations('tenants');
  return [
    {
      key: 'name',
      header: t('column.name'),
      primary: true,
      sortable: true,
      cell: (tenant) => <Name tenant={tenant} />,
    },
    {
      key: 'state',
      header: t('column.state'),
      sortable: true,
      width: '11rem',
      cell: (tenant) => <TenantState tenant={tenant} />,
    },
    {
      key: 'instances',
      header: t('column.instances'),
      sortable: true,
      align: 'end',
      cell: ({ used }) => <Numeral value={used.instances} />,
    },
    {
      key: 'memory',
      header: t('column.memory'),
      sortable: true,
      cell: ({ name, used, quota }) => (
        <ShareMeter
          label={t('memoryUse', { name })}
          usedBytes={used.memoryBytes}
          limitBytes={quota.memoryBytes}
        />
      ),
    },
    {
      key: 'disk',
      header: t('column.disk'),
      sortable: true,
      from: 'lg',
      cell: ({ name, used, quota }) => (
        <ShareMeter label={t('diskUse', { name })} usedBytes={used.diskBytes} limitBytes={quota.diskBytes} />
      ),
    },
    { key: 'owner', header: t('column.owner'), from: 'lg', cell: ({ owner }) => <Owner owner={owner} /> },
    {
      key: 'created',
      header: t('column.created'),
      sortable: true,
      from: 'xl',
      cell: ({ createdAt }) => <TimeAgo value={createdAt} />,
    },
  ];
}

function Name({ tenant: { id, name, slug } }: { tenant: TenantDetail }) {
  return (
    <span className="flex min-w-0 flex-col">
      <TextLink look="quiet" href={paths.adminTenant(id)} className="wrap-anywhere">
        {name}
      </TextLink>
      <span className="font-mono text-xs text-ink-3">{slug}</span>
    </span>
  );
}

function Owner({ owner }: Pick<TenantDetail, 'owner'>) {
  const t = useTranslations('tenants');
  if (!owner) return <span className="text-ink-3">{t('noOwner')}</span>;
  return <span className="wrap-anywhere">{owner.email}</span>;
}
