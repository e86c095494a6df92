import { useTranslations } from 'next-intl';
import { InstanceSize } from '#components/instances/instance-size.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Fieldset } from '#components/ui/form/fieldset.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { paths } from '#server/paths.ts';
import type { PlanSetView } from '#server/plans/plan-set-schema.ts';
import type { PlanView } from '#server/plans/schema.ts';
import { AllowanceFields } from './allowance-fields.tsx';

interface PlanSetFormProps {
  /** Left out for a new one. */
  set?: PlanSetView | undefined;
  plans: PlanView[];
  action: FormAction;
}

export function PlanSetForm({ set, plans, action }: PlanSetFormProps) {
  const t = useTranslations('plans.sets.form');
  return (
    <Form action={action} className="max-w-2xl">
      {set && <input type="hidden" name="id" value={set.id} />}
      <Field name="name" label={t('name')} className="max-w-sm" required>
        <Input defaultValue={set?.name} maxLength={60} autoComplete="off" />
      </Field>
      <Fieldset legend={t('plans')}>
        {plans.length === 0 && <p className="text-ink-2">{t('plansNone')}</p>}
        {plans.map((plan) => (
          <PlanChoice
            key={plan.id}
            plan={plan}
            isChosen={set?.plans.some(({ id }) => id === plan.id) ?? true}
          />
        ))}
      </Fieldset>
      <Checkbox
        name="allowsOwnSize"
        label={t('ownSize')}
        hint={t('ownSizeHint')}
        defaultChecked={set?.allowsOwnSize ?? true}
      />
      <AllowanceFields of={set} hint={t('allowancesHint')} />
      <FormActions>
        <SubmitButton pendingLabel={t(set ? 'saving' : 'creating')}>
          {t(set ? 'save' : 'create')}
        </SubmitButton>
        <LinkButton href={paths.adminPlanSets()} variant="ghost">
          {t('cancel')}
        </LinkButton>
      </FormActions>
    </Form>
  );
}

function PlanChoice({ plan, isChosen }: { plan: PlanView; isChosen: boolean }) {
  const t = useTranslations('plans.sets');
  return (
    <Checkbox
      name="planIds"
      value={plan.id}
      label={plan.isEnabled ? plan.name : t('offList', { name: plan.name })}
      hint={<InstanceSize size={plan} />}
      defaultChecked={isChosen}
    />
  );
}
