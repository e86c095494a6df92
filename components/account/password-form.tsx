import { useTranslations } from 'next-intl';
import { NewPasswordFields } from '#components/auth/new-password-fields.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';

export function PasswordForm({ email, action }: { email: string; action: FormAction }) {
  const t = useTranslations('account.password');
  const labels = { password: t('password'), repeated: t('repeated'), hint: t('hint') };
  return (
    <Form action={action} label={t('title')} className="max-w-md" resetOnSuccess>
      <Field name="current" label={t('current')} required>
        <PasswordInput autoComplete="current-password" />
      </Field>
      <NewPasswordFields email={email} labels={labels} />
      <FormActions>
        <SubmitButton pendingLabel={t('submitting')}>{t('submit')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
