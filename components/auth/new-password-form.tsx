import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';

export function NewPasswordForm({ action, email }: { action: FormAction; email: string }) {
  const t = useTranslations('auth.newPassword');
  const labels = { password: t('password'), repeated: t('repeated'), hint: t('hint') };
  return (
    <Form action={action} label={t('title')}>
      <NewPasswordFields email={email} labels={labels} />
      <SubmitButton size="lg" pendingLabel={t('submitting')}>
        {t('submit')}
      </SubmitButton>
    </Form>
  );
}
