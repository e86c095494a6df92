'use client';

import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';
import { CaField } from './ca-field.tsx';

interface AddRegistryDialogProps {
  tenant: string;
  action: FormAction;
  /** A Button. */
  trigger: ReactElement;
}

/** How an account signs in at one registry. */
export function AddRegistryDialog({ tenant, action, trigger }: AddRegistryDialogProps) {
  const t = useTranslations('registries.add');
  const tCommon = useTranslations('common');
  return (
    <FormDialog
      trigger={trigger}
      title={t('title')}
      action={action}
      submitLabel={t('submit')}
      pendingLabel={t('submitting')}
      cancelLabel={tCommon('cancel')}
    >
      <input type="hidden" name="tenant" value={tenant} />
      <Field name="host" label={t('host')} hint={t('hostHint')} required>
        <Input mono maxLength={280} placeholder="registry.example.org" />
      </Field>
      <Field name="username" label={t('username')} hint={t('usernameHint')} optional>
        <Input maxLength={256} autoComplete="off" spellCheck={false} />
      </Field>
      <Field name="password" label={t('password')} hint={t('passwordHint')} optional>
        <PasswordInput maxLength={4096} autoComplete="off" />
      </Field>
      <CaField label={t('ca')} hint={t('caHint')} />
    </FormDialog>
  );
}
