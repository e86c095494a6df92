import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { OfferSwitch } from '#components/admin/offer-switch.tsx';
import { InstanceSize } from '#components/instances/instance-size.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { Money } from '#components/ui/format/money.tsx';
import { Numeral } from '#components/ui/format/numeral.tsx';
import { ActionMenu } from '#components/ui/menu/action-menu.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { paths } from '#server/paths.ts';
import type { PlanView } from '#server/plans/schema.ts';
import { usePlanDeletion } from './use-plan-deletion.ts';

export interface PlanActions {
  setEnabled: FormAction;
  remove: FormAction;
}

interface PlanTableProps {
  plans: PlanView[];
  currency: string;
  actions: PlanActions;
}

export function PlanTable({ plans, currency, actions }: PlanTableProps) {
  const t = useTranslations('plans');
  return (
    <DataTable
      caption={t('caption')}
      columns={useColumns(currency, actions)}
      rows={plans}
      rowKey={(plan) => plan.id}
    />
  );
}

function useColumns(currency: string, actions: PlanActions): Column<PlanView>[] {
  const t = useTranslations('plans');
  return [
    { key: 'name', header: t('column.name'), primary: true, cell: (plan) => <Name plan={plan} /> },
    { key: 'kind', header: t('column.kind'), from: 'lg', cell: (plan) => <Kind plan={plan} /> },
    { key: 'size', header: t('column.size'), cell: (plan) => <InstanceSize size={plan} /> },
    {
      key: 'traffic',
      header: t('column.traffic'),
      from: '2xl',
      align: 'end',
      cell: (plan) => <Bytes value={plan.trafficBytes} />,
    },
    {
      key: 'price',
      header: t('column.price'),
      align: 'end',
      cell: (plan) => <Price plan={plan} currency={currency} />,
    },
    { key: 'sets', header: t('column.sets'), from: 'lg', cell: (plan) => <Sets plan={plan} /> },
    {
      key: 'instances',
      header: t('column.instances'),
      from: 'lg',
      align: 'end',
      cell: (plan) => <Numeral value={plan.instances} />,
    },
    {
      key: 'state',
      header: t('column.state'),
      width: '11rem',
      cell: (plan) => (
        <OfferSwitch label={t('switch', { name: plan.name })} thing={plan} action={actions.setEnabled} />
      ),
    },
    {
      key: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: (plan) => <RowMenu plan={plan} remove={actions.remove} />,
    },
  ];
}

function Name({ plan }: { plan: PlanView }) {
  return (
    <span className="flex flex-col">
      <Link
        href={paths.adminPlan(plan.id)}
        className="font-medium text-ink wrap-anywhere hover:text-accent-text hover:underline"
      >
        {plan.name}
      </Link>
      <span className="font-mono text-xs text-ink-3">{plan.slug}</span>
    </span>
  );
}

function Kind({ plan }: { plan: PlanView }) {
  return useTranslations('instances.kind')(plan.kind);
}

function Price({ plan, currency }: { plan: PlanView; currency: string }) {
  const t = useTranslations('plans');
  return (
    <span className="flex flex-col md:items-end md:whitespace-nowrap">
      <span>
        <Money micros={plan.priceMonthMicros} currency={currency} />{' '}
        <span className="text-ink-3">{t('perMonth')}</span>
      </span>
      <span className="text-xs text-ink-3">
        <Money micros={plan.priceHourMicros} currency={currency} /> {t('perHour')}
      </span>
    </span>
  );
}

function Sets({ plan }: { plan: PlanView }) {
  const t = useTranslations('plans');
  if (plan.planSets.length === 0) return <span className="text-ink-3">{t('inNoSet')}</span>;
  return plan.planSets.map((set) => set.name).join(', ');
}

function RowMenu({ plan, remove }: { plan: PlanView; remove: FormAction }) {
  const t = useTranslations('plans');
  const tCommon = useTranslations('common');
  const deletion = usePlanDeletion()(plan);
  return (
    <ActionMenu
      label={tCommon('actionsOf', { name: plan.name })}
      items={[
        { kind: 'link', label: t('edit'), href: paths.adminPlan(plan.id) },
        { kind: 'separator' },
        { kind: 'action', ...deletion, action: remove, fields: { id: plan.id }, tone: 'danger' },
      ]}
    />
  );
}
