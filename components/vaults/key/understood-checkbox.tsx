'use client';

import { useTranslations } from 'next-intl';
import { type ChangeEvent, useContext } from 'react';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { FormContext } from '#components/ui/form/form-context.ts';

/** Has to be ticked before a passphrase is set, and says why where it is not. */
export function UnderstoodCheckbox() {
  const t = useTranslations('vaults.passphrase');
  const { clearError } = useContext(FormContext);

  function judge(box: HTMLInputElement | null) {
    box?.setCustomValidity(box.checked ? '' : t('tickFirst'));
  }
  function change({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    judge(currentTarget);
    clearError('hasUnderstood');
  }

  return <Checkbox name="hasUnderstood" label={t('understood')} ref={judge} onChange={change} />;
}
