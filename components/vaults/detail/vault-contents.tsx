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
export function VaultContents({ vault }: { vault: VaultView }) {
  const t = useTranslations('vaults.inside');
  const { name, tenant, instances, isDedicated } = vault;
  const about = useAbout(vault);
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
      description={instances.length > 0 && about}
      actions={
        takesMore(vault) &&
        !isDedicated && (
          <LinkButton size="sm" href={paths.newInstance(tenant.slug)}>
            {t('new')}
          </LinkButton>
        )
      }
    >
      {instances.length === 0 ? (
        <p className="max-w-2xl text-ink-2">{about}</p>
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

/** What is in it has to do with its lock; where nothing is in it, the way in. */
function useAbout(vault: VaultView): string {
  const t = useTranslations('vaults.inside');
  const { shredAfter, isDedicated, instances } = vault;
  const count = instances.length;
  if (count === 0 && !takesMore(vault)) return t('nothing');
  if (count === 0) return t(isDedicated ? 'emptyDedicated' : 'empty');
  if (shredAfter) return t('aboutEnding', { count });
  return t(isDedicated ? 'aboutDedicated' : 'about');
}

function takesMore({ state, shredAfter }: VaultView): boolean {
  return state !== 'broken' && shredAfter === null;
}

function isState(state: string): state is State {
  return (instanceStates as readonly string[]).includes(state);
}
