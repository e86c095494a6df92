import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';

interface RegisterFormProps {
  token: string;
  email: string;
  action: FormAction;
}

/** For somebody invited who has no account yet. */
export function RegisterForm({ token, email, action }: RegisterFormProps) {
  const t = useTranslations('auth.invite');
  const labels = { password: t('password'), repeated: t('repeated'), hint: t('hint') };
  return (
    <Form action={action} label={t('submit')}>
      <input type="hidden" name="token" value={token} />
      <div className="flex flex-col gap-1.5">
        <span className="font-medium">{t('email')}</span>
        <span className="wrap-anywhere">{email}</span>
      </div>
      <Field name="name" label={t('name')} required>
        <Input autoComplete="name" maxLength={100} />
      </Field>
      <NewPasswordFields email={email} labels={labels} />
      <SubmitButton size="lg" pendingLabel={t('submitting')}>
        {t('submit')}
      </SubmitButton>
    </Form>
  );
}
