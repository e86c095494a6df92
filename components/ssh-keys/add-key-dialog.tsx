'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { Dialog } from '#components/ui/dialog/dialog.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { PublicKeyField } from './public-key-field.tsx';

export interface AddedKey {
  id: string;
  name: string;
  fingerprint: string;
}

interface AddKeyDialogProps {
  tenant: string;
  /** Answers with the key as `data`. */
  action: FormAction;
  /** A Button. */
  trigger: ReactElement;
  onAdded?: ((key: AddedKey) => void) | undefined;
}

/** Paste a public key, or take it from its file, under a name. */
export function AddKeyDialog({ tenant, action, trigger, onAdded }: AddKeyDialogProps) {
  const t = useTranslations('ssh-keys.add');
  const tCommon = useTranslations('common');
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog title={t('title')} trigger={trigger} open={isOpen} onOpenChange={setOpen} size="md">
      <Form
        action={action}
        onSuccess={(state) => {
          setOpen(false);
          if (state.data) onAdded?.(state.data as AddedKey);
        }}
      >
        <input type="hidden" name="tenant" value={tenant} />
        <PublicKeyField />
        <Field name="name" label={t('name')} hint={t('nameHint')} optional>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <FormActions>
          <SubmitButton pendingLabel={t('submitting')}>{t('submit')}</SubmitButton>
          <Button variant="ghost" onClick={() => setOpen(false)}>
            {tCommon('cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
