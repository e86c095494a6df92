'use client';

import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';
import type { RegistryView } from '#server/registries/schema.ts';
import { CaField } from './ca-field.tsx';

interface EditRegistryDialogProps {
  registry: RegistryView;
  action: FormAction;
  trigger: ReactElement;
}

/** What is left empty stays as it is: the password was never sent here. */
export function EditRegistryDialog({ registry, action, trigger }: EditRegistryDialogProps) {
  const t = useTranslations('registries');
  const tCommon = useTranslations('common');
  const { id, host, username, hasPassword, certificates } = registry;
  const hasCa = certificates.length > 0;
  return (
    <FormDialog
      trigger={trigger}
      title={t('edit.title', { host })}
      action={action}
      submitLabel={t('edit.submit')}
      pendingLabel={t('edit.submitting')}
      cancelLabel={tCommon('cancel')}
    >
      <input type="hidden" name="id" value={id} />
      <Field name="username" label={t('add.username')} hint={t('add.usernameHint')} optional>
        <Input defaultValue={username ?? ''} maxLength={256} autoComplete="off" spellCheck={false} />
      </Field>
      <Field
        name="password"
        label={t('add.password')}
        hint={hasPassword ? t('edit.passwordHint') : t('edit.noPasswordHint')}
        optional
      >
        <PasswordInput maxLength={4096} autoComplete="off" />
      </Field>
      <CaField
        label={hasCa ? t('edit.ca') : t('edit.caNone')}
        hint={hasCa ? t('edit.caHint') : t('add.caHint')}
      />
      {hasCa && <Checkbox name="removeCa" label={t('edit.removeCa')} />}
    </FormDialog>
  );
}
