import { Field } from '#components/ui/field/field.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';

interface NewPasswordFieldsProps {
  /** Whose password it is, so that a password manager files it under the right name. */
  email: string;
  labels: { password: string; repeated: string; hint: string };
}

/** A new password, twice. */
export function NewPasswordFields({ email, labels }: NewPasswordFieldsProps) {
  return (
    <>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field name="password" label={labels.password} hint={labels.hint} required>
        <PasswordInput autoComplete="new-password" minLength={12} maxLength={200} />
      </Field>
      <Field name="repeated" label={labels.repeated} required>
        <PasswordInput autoComplete="new-password" />
      </Field>
    </>
  );
}
