'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';

/** An instance of the account, and why no image can be made of it now. */
export type ImageSource = { id: string; name: string; refusal: string | undefined };

interface MakeImageDialogProps {
  sources: ImageSource[];
  forbidden: string | undefined;
  action: FormAction;
}

/** Which instance, and what the image is called. What cannot be chosen says why in its line. */
export function MakeImageDialog({ sources, forbidden, action }: MakeImageDialogProps) {
  const t = useTranslations('images.own.make');
  const tCommon = useTranslations('common');
  const first = sources.find(({ refusal }) => refusal === undefined);
  const refusal = forbidden ?? (first ? undefined : t(sources.length === 0 ? 'none' : 'noneStopped'));
  const trigger = (
    <Button variant="primary" disabledReason={refusal}>
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
      <Field name="instanceId" label={t('instance')} hint={t('instanceHint')} required>
        <Select
          defaultValue={first?.id}
          options={sources.map(({ id, name, refusal: why }) => ({
            value: id,
            label: why ? `${name} – ${why}` : name,
            disabled: why !== undefined,
          }))}
        />
      </Field>
      <Field name="name" label={t('name')} required>
        <Input maxLength={80} autoComplete="off" />
      </Field>
      <Field name="description" label={t('description')} optional>
        <Textarea rows={2} maxLength={500} />
      </Field>
    </FormDialog>
  );
}
