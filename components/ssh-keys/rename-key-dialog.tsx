'use client';

import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';

interface RenameKeyDialogProps {
  id: string;
  name: string;
  action: FormAction;
  trigger: ReactElement;
}

export function RenameKeyDialog({ id, name, action, trigger }: RenameKeyDialogProps) {
  const t = useTranslations('ssh-keys');
  const tCommon = useTranslations('common');
  return (
    <FormDialog
      trigger={trigger}
      title={t('rename.title', { name })}
      action={action}
      submitLabel={t('rename.submit')}
      pendingLabel={t('rename.submitting')}
      cancelLabel={tCommon('cancel')}
    >
      <input type="hidden" name="id" value={id} />
      <Field name="name" label={t('add.name')} required>
        <Input defaultValue={name} maxLength={60} autoComplete="off" />
      </Field>
    </FormDialog>
  );
}
