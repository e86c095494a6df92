import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { ActionMenu, type ActionMenuItem } from '#components/ui/menu/action-menu.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import { DataTable } from '#components/ui/table/data-table.tsx';
import type { ServiceState, ServiceVerb, ServiceView } from '#server/guests/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';

interface ServiceTableProps {
  instance: Pick<InstanceView, 'id' | 'name'>;
  services: ServiceView[];
  control: FormAction;
}

const looks = {
  running: 'running',
  finished: 'stopped',
  stopped: 'stopped',
  failed: 'failed',
  changing: 'working',
  unknown: 'stopped',
} as const satisfies Record<ServiceState, string>;

export function ServiceTable({ instance, services, control }: ServiceTableProps) {
  const t = useTranslations('guests.services');
  const items = useServiceMenu(instance.id, control);
  const boot = (starts: boolean | null) => (starts === null ? 'unknown' : starts ? 'yes' : 'no');
  return (
    <DataTable
      caption={t('caption', { name: instance.name })}
      rows={services}
      rowKey={({ name }) => name}
      columns={[
        {
          ...{ key: 'name', header: t('column.name'), primary: true },
          cell: ({ name }) => <span className="font-mono text-sm wrap-anywhere">{name}</span>,
        },
        {
          ...{ key: 'state', header: t('column.state'), width: '9rem' },
          cell: ({ state }) => <StateLabel kind={looks[state]}>{t(`state.${state}`)}</StateLabel>,
        },
        {
          ...{ key: 'boot', header: t('column.boot'), width: '9rem' },
          cell: ({ startsAtBoot }) => t(`boot.${boot(startsAtBoot)}`),
        },
        {
          ...{ key: 'about', header: t('column.about'), from: 'lg' },
          cell: ({ description }) => <span className="text-ink-2 wrap-anywhere">{description || '–'}</span>,
        },
        {
          ...{ key: 'actions', header: t('column.actions'), actions: true },
          cell: (row) => <ActionMenu label={t('actionsOf', { service: row.name })} items={items(row)} />,
        },
      ]}
    />
  );
}

function useServiceMenu(id: string, action: FormAction) {
  const t = useTranslations('guests.services');
  return ({ name: service, state }: ServiceView): ActionMenuItem[] => {
    const verbs: ServiceVerb[] = state === 'stopped' || state === 'failed' ? ['start'] : ['restart', 'stop'];
    return verbs.map((verb) => ({
      kind: 'action',
      label: t(verb),
      pendingLabel: t(`pending.${verb}`),
      action,
      fields: { id, service, verb },
      confirm: {
        title: t(`confirm.${verb}.title`, { service }),
        body: t(`confirm.${verb}.body`),
        confirmLabel: t(`confirm.${verb}.label`),
        tone: verb === 'stop' ? 'danger' : 'plain',
      },
    }));
  };
}
