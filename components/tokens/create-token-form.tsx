'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import { Select } from '#components/ui/field/select.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import type { TokenAccess } from '#server/api-tokens/schema.ts';
import type { MadeToken } from './new-token.tsx';

interface CreateTokenFormProps {
  tenantId: string | undefined;
  action: FormAction;
  onMade: (made: MadeToken) => void;
  onCancel: () => void;
}

const accesses: TokenAccess[] = ['read', 'write'];

export function CreateTokenForm({ tenantId, action, onMade, onCancel }: CreateTokenFormProps) {
  const t = useTranslations('tokens');
  const tCommon = useTranslations('common');
  const lifetimes = [
    { value: '30', label: t('create.lifetimes.d30') },
    { value: '90', label: t('create.lifetimes.d90') },
    { value: '365', label: t('create.lifetimes.d365') },
    { value: 'never', label: t('create.lifetimes.never') },
  ];
  return (
    <Form action={action} onSuccess={(state) => onMade(state.data as MadeToken)}>
      {tenantId && <input type="hidden" name="tenantId" value={tenantId} />}
      <Field name="name" label={t('create.name')} hint={t('create.nameHint')} required>
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <RadioCards
        name="access"
        legend={t('create.access')}
        defaultValue="read"
        options={accesses.map((value) => ({
          value,
          label: t(`access.${value}`),
          hint: t(`create.accessHints.${value}`),
        }))}
      />
      <Field name="lifetime" label={t('create.lifetime')}>
        <Select defaultValue="90" options={lifetimes} />
      </Field>
      <FormActions>
        <SubmitButton pendingLabel={t('create.submitting')}>{t('create.submit')}</SubmitButton>
        <Button variant="ghost" onClick={onCancel}>
          {tCommon('cancel')}
        </Button>
      </FormActions>
    </Form>
  );
}
