'use client';

import { useTranslations } from 'next-intl';
import { Field } from '../field/field.tsx';
import { PasswordInput } from '../field/password-input.tsx';
import type { FormAction } from '../form/action-state.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import type { SecretPrompt } from './secret-prompt.ts';
import type { Fields } from './use-action.ts';

export interface SecretDialogProps extends SecretPrompt {
  action: FormAction;
  /** What is posted beside the secret. */
  fields: Fields | undefined;
  pendingLabel: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks for a secret and posts it with the rest. A wrong one is said beside it, and can be typed again. */
export function SecretDialog(props: SecretDialogProps) {
  const { title, body, name, label, hint, submitLabel, fields = {}, ...dialog } = props;
  const t = useTranslations('common');
  return (
    <FormDialog
      {...dialog}
      title={title}
      description={body}
      submitLabel={submitLabel}
      cancelLabel={t('cancel')}
    >
      {Object.entries(fields).flatMap(([key, value]) =>
        [value].flat().map((one) => <input key={`${key}:${one}`} type="hidden" name={key} value={one} />),
      )}
      <Field name={name} label={label} hint={hint} required>
        {/* Not the account's password: a browser that filled that in would spend guesses. */}
        <PasswordInput autoComplete="off" maxLength={1000} />
      </Field>
    </FormDialog>
  );
}
