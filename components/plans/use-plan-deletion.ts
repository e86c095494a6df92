import { useTranslations } from 'next-intl';
import type { PlanView } from '#server/plans/schema.ts';

/** The words of the button that deletes a plan, and why it cannot be pressed while instances have it. */
export function usePlanDeletion() {
  const t = useTranslations('plans');
  return ({ name, instances }: Pick<PlanView, 'name' | 'instances'>) => ({
    label: t('delete'),
    pendingLabel: t('deleting'),
    disabledReason: instances > 0 ? t('deleteInUse', { count: instances }) : undefined,
    confirm: {
      title: t('deleteTitle', { name }),
      body: t('deleteBody'),
      confirmLabel: t('delete'),
    },
  });
}
