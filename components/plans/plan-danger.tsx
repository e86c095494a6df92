import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import type { PlanView } from '#server/plans/schema.ts';
import { usePlanDeletion } from './use-plan-deletion.ts';

/** The end of a plan's page: deleting it, or why that cannot be. */
export function PlanDanger({ plan, remove }: { plan: PlanView; remove: FormAction }) {
  const t = useTranslations('plans');
  const deletion = usePlanDeletion()(plan);
  return (
    <div className="mt-10 max-w-2xl">
      <Section title={t('dangerTitle')} description={t('dangerBody')} tone="danger">
        <ActionButton {...deletion} action={remove} fields={{ id: plan.id }} variant="danger" />
      </Section>
    </div>
  );
}
