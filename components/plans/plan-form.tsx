import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Fieldset } from '#components/ui/form/fieldset.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { paths } from '#server/paths.ts';
import type { PlanView } from '#server/plans/schema.ts';
import { AllowanceFields } from './allowance-fields.tsx';
import { AmountInput } from './amount-input.tsx';
import { PlanKindField } from './plan-kind-field.tsx';
import { PlanNameFields } from './plan-name-fields.tsx';
import { PlanPriceFields } from './plan-price-fields.tsx';
import { usePlanDefaults } from './use-plan-defaults.ts';

interface PlanFormProps {
  /** Left out for a new one. */
  plan?: PlanView | undefined;
  currency: string;
  action: FormAction;
}

export function PlanForm({ plan, currency, action }: PlanFormProps) {
  const t = useTranslations('plans.form');
  const defaults = usePlanDefaults(plan);
  return (
    <Form action={action} className="max-w-2xl">
      {plan && <input type="hidden" name="id" value={plan.id} />}
      <Fieldset legend={t('what')}>
        <PlanNameFields name={plan?.name} slug={plan?.slug} />
        <div className="grid gap-4 sm:grid-cols-2">
          <PlanKindField kind={plan?.kind} />
          <Field name="position" label={t('position')} hint={t('positionHint')} required>
            <AmountInput kind="whole" defaultValue={defaults.position} />
          </Field>
        </div>
      </Fieldset>
      <Fieldset legend={t('size')} hint={plan && t('keepsSize')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="vcpus" label={t('vcpus')} required>
            <AmountInput kind="whole" defaultValue={defaults.vcpus} />
          </Field>
          <Field name="memoryGib" label={t('memory')} required>
            <AmountInput kind="gib" defaultValue={defaults.memoryGib} />
          </Field>
          <Field name="diskGib" label={t('disk')} required>
            <AmountInput kind="gib" defaultValue={defaults.diskGib} />
          </Field>
          <Field name="trafficGib" label={t('traffic')} required>
            <AmountInput kind="gib" defaultValue={defaults.trafficGib} />
          </Field>
        </div>
      </Fieldset>
      <Fieldset legend={t('price')} hint={t('priceHint', { currency })}>
        <PlanPriceFields hour={defaults.priceHour} month={defaults.priceMonth} currency={currency} />
      </Fieldset>
      <AllowanceFields of={plan} hint={t('allowancesHint')} />
      <FormActions>
        <SubmitButton pendingLabel={t(plan ? 'saving' : 'creating')}>
          {t(plan ? 'save' : 'create')}
        </SubmitButton>
        <LinkButton href={paths.adminPlans()} variant="ghost">
          {t('cancel')}
        </LinkButton>
      </FormActions>
    </Form>
  );
}
