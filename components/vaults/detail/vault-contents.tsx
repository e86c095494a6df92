import { useTranslations } from 'next-intl';
import { InstanceState } from '#components/instances/instance-state.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Section } from '#components/ui/section.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { instanceStates, type InstanceState as State } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import type { VaultView } from '#server/vaults/schema.ts';

type Inside = VaultView['instances'][number];

/** The instances whose disks are in a vault, with their states. */
export function VaultContents({ vault: { name, tenant, instances } }: { vault: VaultView }) {
  const t = useTranslations('vaults.inside');
  const columns: Column<Inside>[] = [
    {
      key: 'name',
      header: t('column.name'),
      primary: true,
      cell: (row) => (
        <TextLink look="quiet" href={paths.instance(tenant.slug, row.id)} className="wrap-anywhere">
          {row.name}
        </TextLink>
      ),
    },
    {
      key: 'state',
      header: t('column.state'),
      cell: ({ state }) =>
        isState(state) ? <InstanceState instance={{ state, tenant, job: null }} /> : state,
    },
  ];
  return (
    <Section
      title={t('title')}
      description={instances.length > 0 && t('about')}
      actions={
        <LinkButton size="sm" href={paths.newInstance(tenant.slug)}>
          {t('new')}
        </LinkButton>
      }
    >
      {instances.length === 0 ? (
        <p className="max-w-2xl text-ink-2">{t('empty')}</p>
      ) : (
        <DataTable
          caption={t('caption', { name })}
          columns={columns}
          rows={instances}
          rowKey={({ id }) => id}
        />
      )}
    </Section>
  );
}

function isState(state: string): state is State {
  return (instanceStates as readonly string[]).includes(state);
}
