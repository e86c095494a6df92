import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';

interface SignInFormProps {
  action: FormAction;
  /** Where to go afterwards, a page of ours. */
  next: string | undefined;
}

export function SignInForm({ action, next }: SignInFormProps) {
  const t = useTranslations('auth.signIn');
  return (
    <Form action={action} label={t('title')}>
      {next && <input type="hidden" name="next" value={next} />}
      <Field name="email" label={t('email')} required>
        <Input type="email" autoComplete="username" autoFocus />
      </Field>
      <Field name="password" label={t('password')} required>
        <PasswordInput autoComplete="current-password" />
      </Field>
      <SubmitButton size="lg" pendingLabel={t('submitting')}>
        {t('submit')}
      </SubmitButton>
    </Form>
  );
}
