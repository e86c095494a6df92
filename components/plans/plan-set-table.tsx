import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Numeral } from '#components/ui/format/numeral.tsx';
import { ActionMenu } from '#components/ui/menu/action-menu.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { paths } from '#server/paths.ts';
import type { PlanSetView } from '#server/plans/plan-set-schema.ts';
import { usePlanSetDeletion } from './use-plan-set-deletion.ts';

export interface PlanSetActions {
  makeDefault: FormAction;
  remove: FormAction;
}

export function PlanSetTable({ sets, actions }: { sets: PlanSetView[]; actions: PlanSetActions }) {
  const t = useTranslations('plans.sets');
  return (
    <DataTable caption={t('caption')} columns={useColumns(actions)} rows={sets} rowKey={(set) => set.id} />
  );
}

function useColumns(actions: PlanSetActions): Column<PlanSetView>[] {
  const t = useTranslations('plans.sets');
  return [
    { key: 'name', header: t('column.name'), primary: true, cell: (set) => <Name set={set} /> },
    { key: 'plans', header: t('column.plans'), cell: (set) => <Plans set={set} /> },
    {
      key: 'ownSize',
      header: t('column.ownSize'),
      cell: (set) => t(set.allowsOwnSize ? 'allowed' : 'notAllowed'),
    },
    {
      key: 'tenants',
      header: t('column.tenants'),
      align: 'end',
      cell: (set) => <Numeral value={set.tenants} />,
    },
    {
      key: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: (set) => <RowMenu set={set} actions={actions} />,
    },
  ];
}

function Name({ set }: { set: PlanSetView }) {
  const t = useTranslations('plans.sets');
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Link
        href={paths.adminPlanSet(set.id)}
        className="font-medium text-ink wrap-anywhere hover:text-accent-text hover:underline"
      >
        {set.name}
      </Link>
      {set.isDefault && <Badge tone="accent">{t('default')}</Badge>}
    </span>
  );
}

function Plans({ set }: { set: PlanSetView }) {
  const t = useTranslations('plans.sets');
  if (set.plans.length === 0) return <span className="text-ink-3">{t('noPlans')}</span>;
  return set.plans.map((plan) => (plan.isEnabled ? plan.name : t('offList', { name: plan.name }))).join(', ');
}

function RowMenu({ set, actions }: { set: PlanSetView; actions: PlanSetActions }) {
  const t = useTranslations('plans.sets');
  const tCommon = useTranslations('common');
  const deletion = usePlanSetDeletion()(set);
  const { name, isDefault } = set;
  return (
    <ActionMenu
      label={tCommon('actionsOf', { name })}
      items={[
        { kind: 'link', label: t('edit'), href: paths.adminPlanSet(set.id) },
        {
          kind: 'action',
          label: t('makeDefault'),
          pendingLabel: t('makingDefault'),
          action: actions.makeDefault,
          fields: { id: set.id },
          disabledReason: isDefault ? t('isDefault') : undefined,
          confirm: {
            title: t('makeDefaultTitle', { name }),
            body: t('makeDefaultBody', { name }),
            confirmLabel: t('makeDefault'),
            tone: 'plain',
          },
        },
        { kind: 'separator' },
        { kind: 'action', ...deletion, action: actions.remove, fields: { id: set.id }, tone: 'danger' },
      ]}
    />
  );
}
