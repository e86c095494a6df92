import { useTranslations } from 'next-intl';
import { InstanceSize } from '#components/instances/instance-size.tsx';
import { InstanceState } from '#components/instances/instance-state.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { Section } from '#components/ui/section.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { InstancePage, InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';

interface TenantInstancesProps {
  tenant: { slug: string; name: string };
  list: InstancePage;
}

/** The newest few; the rest is where the customer has it. */
export function TenantInstances({ tenant, list }: TenantInstancesProps) {
  const t = useTranslations('tenants.detail');
  const tInstances = useTranslations('instances');
  const columns = useColumns();
  const all = list.total > 0 && (
    <LinkButton href={paths.instances(tenant.slug)} size="sm">
      {t('allInstances', { count: list.total })}
    </LinkButton>
  );
  return (
    <Section title={t('instances')} actions={all}>
      {list.total === 0 ? (
        <p className="text-ink-2">{t('noInstances')}</p>
      ) : (
        <DataTable
          caption={tInstances('caption', { tenant: tenant.name })}
          columns={columns}
          rows={list.items}
          rowKey={({ id }) => id}
        />
      )}
    </Section>
  );
}

function useColumns(): Column<InstanceView>[] {
  const t = useTranslations('instances');
  return [
    {
      key: 'name',
      header: t('column.name'),
      primary: true,
      cell: ({ name, tenant, id }) => (
        <TextLink look="quiet" href={paths.instance(tenant.slug, id)} className="wrap-anywhere">
          {name}
        </TextLink>
      ),
    },
    {
      key: 'state',
      header: t('column.state'),
      width: '12rem',
      cell: (instance) => <InstanceState instance={instance} />,
    },
    { key: 'kind', header: t('column.kind'), from: 'lg', cell: ({ kind }) => t(`kind.${kind}`) },
    {
      key: 'ipv4',
      header: t('column.address'),
      cell: ({ ipv4 }) => ipv4 && <span className="font-mono text-sm">{ipv4}</span>,
    },
    { key: 'size', header: t('column.size'), cell: (instance) => <InstanceSize size={instance} /> },
    {
      key: 'created',
      header: t('column.created'),
      from: 'lg',
      cell: ({ createdAt }) => <TimeAgo value={createdAt} />,
    },
  ];
}
