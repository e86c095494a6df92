'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';
import { FinalWarning } from './final-warning.tsx';
import { UnderstoodCheckbox } from './understood-checkbox.tsx';

interface NewPassphraseFieldsProps {
  name?: 'passphrase' | 'newPassphrase';
  label: string;
}

/** A new passphrase: first what it means to forget it, then typed twice, then a tick that this was read. */
export function NewPassphraseFields({ name = 'passphrase', label }: NewPassphraseFieldsProps) {
  const t = useTranslations('vaults.passphrase');
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);

  function compare() {
    const isSame = first.current?.value === second.current?.value;
    second.current?.setCustomValidity(isSame ? '' : t('mismatch'));
  }

  const limits = { autoComplete: 'new-password', maxLength: 1000, onChange: compare };
  return (
    <>
      <FinalWarning />
      <Field name={name} label={label} hint={t('hint')} required>
        <PasswordInput {...limits} ref={first} minLength={12} />
      </Field>
      <Field name="repeated" label={t('again')} required>
        <PasswordInput {...limits} ref={second} />
      </Field>
      <UnderstoodCheckbox />
    </>
  );
}
