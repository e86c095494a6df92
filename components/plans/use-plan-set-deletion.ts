import { useTranslations } from 'next-intl';
import type { PlanSetView } from '#server/plans/plan-set-schema.ts';

/** The words of what deletes a plan set, and why it cannot be done while it is needed. */
export function usePlanSetDeletion() {
  const t = useTranslations('plans.sets');
  return ({ name, isDefault, tenants }: Pick<PlanSetView, 'name' | 'isDefault' | 'tenants'>) => ({
    label: t('delete'),
    pendingLabel: t('deleting'),
    disabledReason: isDefault
      ? t('deleteDefault')
      : tenants > 0
        ? t('deleteInUse', { count: tenants })
        : undefined,
    confirm: { title: t('deleteTitle', { name }), body: t('deleteBody'), confirmLabel: t('delete') },
  });
}
