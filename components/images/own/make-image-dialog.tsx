'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useWhyNot } from '#components/instances/use-why-not.ts';
import { Button } from '#components/ui/button/button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';
import type { InstanceView } from '#server/instances/schema.ts';

interface MakeImageDialogProps {
  instances: InstanceView[];
  forbidden: string | undefined;
  action: FormAction;
}

/** Which instance, and what the image is called. What cannot be chosen says why in its line. */
export function MakeImageDialog({ instances, forbidden, action }: MakeImageDialogProps) {
  const t = useTranslations('images.own.make');
  const tCommon = useTranslations('common');
  const whyNot = useWhyNot(forbidden);
  const choices = instances.map((instance) => ({
    instance,
    refusal: instance.vault ? t('inVault', { vault: instance.vault.name }) : whyNot('make-image', instance),
  }));
  const first = choices.find(({ refusal }) => refusal === undefined)?.instance;
  const refusal = forbidden ?? (first ? undefined : t(instances.length === 0 ? 'none' : 'noneStopped'));
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
          options={choices.map(({ instance, refusal: why }) => ({
            value: instance.id,
            label: why ? `${instance.name} – ${why}` : instance.name,
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
