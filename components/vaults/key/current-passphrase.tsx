import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';

export function CurrentPassphrase() {
  const t = useTranslations('vaults.passphrase');
  return (
    <Field name="passphrase" label={t('current')} required>
      <PasswordInput autoComplete="off" maxLength={1000} />
    </Field>
  );
}
