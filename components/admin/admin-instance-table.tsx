import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { InstanceSize } from '#components/instances/instance-size.tsx';
import { InstanceState } from '#components/instances/instance-state.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';

interface AdminInstanceTableProps {
  instances: InstanceView[];
  query: Query;
}

/** Everybody's instances: each row leads to the page that its owner sees. */
export function AdminInstanceTable({ instances, query }: AdminInstanceTableProps) {
  const t = useTranslations('admin.instances');
  return (
    <DataTable
      caption={t('caption')}
      columns={useColumns()}
      rows={instances}
      rowKey={(instance) => instance.id}
      path={paths.adminInstances()}
      query={query}
    />
  );
}

function useColumns(): Column<InstanceView>[] {
  const t = useTranslations('admin.instances');
  const tColumn = useTranslations('instances.column');
  const tKind = useTranslations('instances.kind');
  return [
    {
      key: 'name',
      header: tColumn('name'),
      primary: true,
      sortable: true,
      cell: ({ name, tenant, id }) => (
        <Link
          href={paths.instance(tenant.slug, id)}
          className="font-medium text-ink wrap-anywhere hover:text-accent-text hover:underline"
        >
          {name}
        </Link>
      ),
    },
    {
      key: 'tenant',
      header: t('tenant'),
      cell: ({ tenant }) => (
        <Link href={paths.adminTenant(tenant.id)} className="hover:text-accent-text hover:underline">
          {tenant.name}
        </Link>
      ),
    },
    {
      key: 'state',
      header: tColumn('state'),
      sortable: true,
      width: '12rem',
      cell: (instance) => <InstanceState instance={instance} />,
    },
    { key: 'kind', header: tColumn('kind'), from: 'xl', cell: ({ kind }) => tKind(kind) },
    {
      key: 'ipv4',
      header: tColumn('address'),
      sortable: true,
      from: 'lg',
      cell: ({ ipv4 }) => ipv4 && <span className="font-mono text-sm">{ipv4}</span>,
    },
    {
      key: 'memory',
      header: tColumn('size'),
      sortable: true,
      cell: (instance) => <InstanceSize size={instance} />,
    },
    { key: 'node', header: tColumn('node'), from: 'xl', cell: ({ node }) => node && <NodeLink {...node} /> },
    {
      key: 'created',
      header: tColumn('created'),
      sortable: true,
      cell: ({ createdAt }) => <TimeAgo value={createdAt} />,
    },
  ];
}

function NodeLink({ id, name }: { id: string; name: string }) {
  return (
    <Link href={paths.adminNode(id)} className="hover:text-accent-text hover:underline">
      {name}
    </Link>
  );
}
