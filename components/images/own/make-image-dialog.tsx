'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';

interface MakeImageDialogProps {
  /** Why none can be made now. */
  refusal: string | undefined;
  variant?: 'primary' | 'secondary' | undefined;
  action: FormAction;
  /** The field `instanceId`: of which one. */
  children: ReactNode;
}

/** What the image of an instance is called. */
export function MakeImageDialog({ refusal, variant = 'primary', action, children }: MakeImageDialogProps) {
  const t = useTranslations('images.own.make');
  const tCommon = useTranslations('common');
  const trigger = (
    <Button variant={variant} disabledReason={refusal}>
      <Plus aria-hidden />
      {t('open')}
    </Button>
  );
  if (refusal) return trigger;
  return (
    <FormDialog
      trigger={trigger}
      title={t('title')}
      description={t('about')}
      action={action}
      submitLabel={t('submit')}
      pendingLabel={t('pending')}
      cancelLabel={tCommon('cancel')}
    >
      {children}
      <Field name="name" label={t('name')} required>
        <Input maxLength={80} autoComplete="off" />
      </Field>
      <Field name="description" label={t('description')} optional>
        <Textarea rows={2} maxLength={500} />
      </Field>
    </FormDialog>
  );
}
