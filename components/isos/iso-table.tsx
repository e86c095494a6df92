import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { useWhy } from '#components/errors/use-why.ts';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { StateKind } from '#components/ui/state-mark.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#server/paths.ts';
import type { IsoState, IsoView } from '#server/vms/schema.ts';
import { whyNotIso } from '#server/vms/states.ts';

interface IsoTableProps {
  tenant: { slug: string; name: string };
  isos: IsoView[];
  forbidden: string | undefined;
  remove: FormAction;
}

const kinds = {
  importing: 'working',
  ready: 'running',
  deleting: 'working',
  failed: 'failed',
} as const satisfies Record<IsoState, StateKind>;

export function IsoTable({ tenant, isos, forbidden, remove }: IsoTableProps) {
  const t = useTranslations('vms');
  const columns: Column<IsoView>[] = [
    {
      key: 'name',
      header: t('column.name'),
      primary: true,
      cell: (iso) => <span className="font-medium wrap-anywhere">{iso.name}</span>,
    },
    { key: 'state', header: t('column.state'), wide: true, cell: (iso) => <State iso={iso} /> },
    { key: 'size', header: t('column.size'), cell: (iso) => <Bytes value={iso.sizeBytes} /> },
    { key: 'used', header: t('column.used'), cell: (iso) => <UsedBy tenant={tenant.slug} iso={iso} /> },
    {
      key: 'created',
      header: t('column.created'),
      from: 'lg',
      cell: (iso) => <TimeAgo value={iso.createdAt} />,
    },
    {
      key: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: (iso) => <Remove iso={iso} forbidden={forbidden} remove={remove} />,
    },
  ];
  return (
    <DataTable
      caption={t('caption', { tenant: tenant.name })}
      columns={columns}
      rows={isos}
      rowKey={(iso) => iso.id}
    />
  );
}

function State({ iso }: { iso: IsoView }) {
  const t = useTranslations('vms.state');
  const why = useWhy()(iso);
  return (
    <span className="flex flex-col">
      <StateLabel kind={kinds[iso.state]}>{t(iso.state)}</StateLabel>
      {why && <span className="max-w-96 text-xs text-ink-3 wrap-anywhere">{why}</span>}
    </span>
  );
}

function UsedBy({ tenant, iso: { instances } }: { tenant: string; iso: IsoView }) {
  const t = useTranslations('vms');
  if (instances.length === 0) return <span className="whitespace-nowrap text-ink-3">{t('none')}</span>;
  return (
    <span className="flex flex-wrap gap-x-3">
      {instances.map(({ id, name }) => (
        <TextLink key={id} look="quiet" href={paths.instanceStorage(tenant, id)}>
          {name}
        </TextLink>
      ))}
    </span>
  );
}

function Remove({ iso, forbidden, remove }: { iso: IsoView } & Pick<IsoTableProps, 'forbidden' | 'remove'>) {
  const t = useTranslations('vms.delete');
  const tErrors = useTranslations('errors');
  const refusal = whyNotIso('delete', { ...iso, instances: iso.instances.length });
  const why = refusal ? tErrors(refusal.reason as 'internal', refusal.params as never) : undefined;
  return (
    <ActionButton
      iconOnly
      size="sm"
      variant="ghost"
      action={remove}
      fields={{ id: iso.id }}
      label={t('one', { name: iso.name })}
      pendingLabel={t('pending')}
      icon={<Trash />}
      disabledReason={forbidden ?? why}
      confirm={{ title: t('title', { name: iso.name }), body: t('body'), confirmLabel: t('label') }}
    />
  );
}
