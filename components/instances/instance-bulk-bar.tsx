import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { type BulkAction, BulkBar } from '#components/ui/table/bulk-bar.tsx';

export const bulkVerbs = ['start', 'stop', 'restart', 'delete'] as const;
export type BulkVerb = (typeof bulkVerbs)[number];
export type BulkActions = Record<BulkVerb, FormAction>;

/** Start, stop, restart or delete what is ticked, after one question. */
export function InstanceBulkBar({ actions }: { actions: BulkActions }) {
  const t = useTranslations('instances');
  const confirm = (verb: Exclude<BulkVerb, 'start'>) => ({
    title: t(`bulk.confirm.${verb}.title`),
    isTyped: verb === 'delete',
    body: t(`bulk.confirm.${verb}.body`),
    confirmLabel: t(`bulk.confirm.${verb}.label`),
  });
  const items = bulkVerbs.map(
    (verb): BulkAction => ({
      key: verb,
      label: t(`action.${verb}`),
      pendingLabel: t(`pending.${verb}`),
      action: actions[verb],
      tone: verb === 'delete' ? 'danger' : 'plain',
      confirm: verb === 'start' ? undefined : confirm(verb),
    }),
  );
  return <BulkBar label={t('bulk.label')} actions={items} />;
}
