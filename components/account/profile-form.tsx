import { useLocale, useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Select } from '#components/ui/field/select.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { localeNames, locales } from '#i18n/locales.ts';
import type { ProfileView } from '#server/auth/schema.ts';

interface ProfileFormProps {
  profile: ProfileView;
  action: FormAction;
}

export function ProfileForm({ profile, action }: ProfileFormProps) {
  const t = useTranslations('account.profile');
  const locale = useLocale();
  return (
    <Form action={action} label={t('title')} className="max-w-md">
      <Field name="email" label={t('email')} hint={t('emailHint')}>
        <Input type="email" value={profile.email} readOnly />
      </Field>
      <Field name="name" label={t('name')} required>
        <Input defaultValue={profile.name} maxLength={100} autoComplete="name" />
      </Field>
      <Field name="locale" label={t('language')}>
        <Select
          key={locale}
          defaultValue={locale}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
      </Field>
      <FormActions>
        <SubmitButton pendingLabel={t('submitting')}>{t('submit')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
