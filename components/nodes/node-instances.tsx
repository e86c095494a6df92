import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { InstanceSize } from '#components/instances/instance-size.tsx';
import { InstanceState } from '#components/instances/instance-state.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { Section } from '#components/ui/section.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { NodeInstance, NodeInstancePage } from '#server/nodes/schema.ts';
import { paths } from '#server/paths.ts';

interface NodeInstancesProps {
  instances: NodeInstancePage;
  path: string;
  query: Query;
}

export function NodeInstances({ instances, path, query }: NodeInstancesProps) {
  const t = useTranslations('nodes.on');
  const columns = useColumns();
  const { items, page, pageSize, total } = instances;
  return (
    <Section title={t('title')}>
      {total === 0 ? (
        <p className="text-ink-2">{t('none')}</p>
      ) : (
        <DataTable caption={t('caption')} columns={columns} rows={items} rowKey={(row) => row.id} />
      )}
      <Pagination path={path} query={query} page={page} pageSize={pageSize} total={total} />
    </Section>
  );
}

const link = 'hover:text-accent-text hover:underline';

function useColumns(): Column<NodeInstance>[] {
  const t = useTranslations('nodes.on');
  return [
    {
      key: 'name',
      header: t('name'),
      primary: true,
      cell: ({ id, name, tenant }) => (
        <Link href={paths.instance(tenant.slug, id)} className={`font-medium text-ink wrap-anywhere ${link}`}>
          {name}
        </Link>
      ),
    },
    {
      key: 'tenant',
      header: t('tenant'),
      cell: ({ tenant }) => (
        <Link href={paths.adminTenant(tenant.id)} className={link}>
          {tenant.name}
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('state'),
      cell: ({ state, tenant }) => <InstanceState instance={{ state, tenant, job: null }} />,
    },
    { key: 'size', header: t('size'), cell: (row) => <InstanceSize size={row} /> },
  ];
}
