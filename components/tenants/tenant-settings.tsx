import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { Section } from '#components/ui/section.tsx';
import type { TenantDetail } from '#server/tenants/schema.ts';
import { type PlanSetChoice, PlanSetField } from './plan-set-field.tsx';
import { QuotaFields } from './quota-fields.tsx';
import { useWhyNot } from './use-why-not.ts';

interface SettingsProps {
  tenant: TenantDetail;
  action: FormAction;
}

/** The name, and what the tenant may choose from. */
export function TenantSettings({ tenant, action, planSets }: SettingsProps & { planSets: PlanSetChoice[] }) {
  const t = useTranslations('tenants');
  return (
    <Section framed title={t('detail.settings')}>
      <Form action={action} label={t('detail.settings')}>
        <input type="hidden" name="id" value={tenant.id} />
        <div className="grid gap-4">
          <Field name="name" label={t('form.name')} required>
            <Input key={tenant.name} defaultValue={tenant.name} maxLength={100} autoComplete="off" />
          </Field>
          <PlanSetField planSets={planSets} chosen={tenant.planSet?.id} />
        </div>
        <FormActions>
          <SubmitButton variant="secondary" pendingLabel={t('detail.saving')}>
            {t('detail.save')}
          </SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}

/** The quota. The engine answers before the form does, so its refusal is read here. */
export function TenantQuota({ tenant, action }: SettingsProps) {
  const t = useTranslations('tenants.detail');
  const refusal = useWhyNot()('update-quota', tenant);
  return (
    <Section framed title={t('quota')} description={t('quotaHint')}>
      <Form action={action} label={t('quota')}>
        <input type="hidden" name="id" value={tenant.id} />
        <QuotaFields key={JSON.stringify(tenant.quota)} quota={tenant.quota} />
        <FormActions>
          <SubmitButton variant="secondary" pendingLabel={t('savingQuota')} disabledReason={refusal}>
            {t('saveQuota')}
          </SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}
