import { useLocale, useTranslations } from 'next-intl';
import { AmountInput } from '#components/plans/amount-input.tsx';
import { toMoneyText } from '#components/plans/to-amount-text.ts';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Fieldset } from '#components/ui/form/fieldset.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import type { SettingsView } from '#server/settings/schema.ts';

export function SettingsForm({ settings, action }: { settings: SettingsView; action: FormAction }) {
  const t = useTranslations('admin.settings');
  return (
    <Form action={action} className="max-w-2xl">
      <Fieldset legend={t('names')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="installationName" label={t('name')} hint={t('nameHint')} required>
            <Input defaultValue={settings.installationName} maxLength={60} autoComplete="off" />
          </Field>
          <Field name="currency" label={t('currency')} hint={t('currencyHint')} required>
            <Input mono defaultValue={settings.currency} minLength={3} maxLength={3} />
          </Field>
        </div>
      </Fieldset>
      <Fieldset legend={t('rates')} hint={t('ratesHint')}>
        <Rates settings={settings} />
      </Fieldset>
      <Fieldset legend={t('vaults')} hint={t('vaultsHint')}>
        <Field name="vaultGraceDays" label={t('vaultGraceDays')} hint={t('vaultGraceUnit')} required>
          <Input
            type="number"
            min={0}
            max={90}
            step={1}
            defaultValue={settings.vaultGraceDays}
            autoComplete="off"
            className="max-w-32 tabular-nums"
          />
        </Field>
      </Fieldset>
      <FormActions>
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function Rates({ settings }: { settings: SettingsView }) {
  const t = useTranslations('admin.settings');
  const locale = useLocale();
  const fields = [
    { name: 'rateVcpuHour', label: t('vcpu'), micros: settings.rateVcpuHourMicros },
    { name: 'rateMemoryGibHour', label: t('memory'), micros: settings.rateMemoryGibHourMicros },
    { name: 'rateDiskGibHour', label: t('disk'), micros: settings.rateDiskGibHourMicros },
  ];
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      {fields.map(({ name, label, micros }) => (
        <Field key={name} name={name} label={label} required>
          <AmountInput kind="money" defaultValue={toMoneyText(micros, locale)} />
        </Field>
      ))}
    </div>
  );
}
