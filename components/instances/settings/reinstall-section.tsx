import { useLocale, useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { Section } from '#components/ui/section.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { useWhyNot } from '../use-why-not.ts';

interface ReinstallSectionProps {
  instance: InstanceView;
  images: CreateOptions['images'];
  forbidden: string | undefined;
  action: FormAction;
}

export function ReinstallSection({ instance, images, forbidden, action }: ReinstallSectionProps) {
  const t = useTranslations('instances');
  const offered = images.filter((image) => image.kind === instance.kind);
  const none = offered.length === 0 ? t('create.noImages') : undefined;
  const refusal = useWhyNot(forbidden)('reinstall', instance) ?? none;
  return (
    <Section framed title={t('settings.reinstall')} description={t('settings.reinstallAbout')}>
      <Form action={action} label={t('settings.reinstall')} resetOnSuccess>
        <input type="hidden" name="id" value={instance.id} />
        {offered.length > 0 && <ImageCards instance={instance} images={offered} />}
        <Field name="confirmName" label={t('settings.reinstallConfirm', { name: instance.name })} required>
          <Input mono className="max-w-sm" />
        </Field>
        <FormActions>
          <SubmitButton
            variant="danger"
            pendingLabel={t('settings.reinstallPending')}
            disabledReason={refusal}
          >
            {t('settings.reinstallSubmit')}
          </SubmitButton>
          {refusal && <span className="text-sm text-ink-3">{refusal}</span>}
        </FormActions>
      </Form>
    </Section>
  );
}

function ImageCards({ instance, images }: Pick<ReinstallSectionProps, 'instance' | 'images'>) {
  const t = useTranslations('instances');
  const locale = useLocale();
  const present = images.find((image) => image.id === instance.image?.id) ?? images[0];
  return (
    <RadioCards
      name="imageId"
      legend={t('settings.reinstallImage')}
      columns={2}
      defaultValue={present?.id}
      options={images.map((image) => ({
        value: image.id,
        label: image.name,
        hint: t('create.imageUser', { user: image.defaultUser }),
        disabledReason:
          image.minDiskBytes > instance.diskBytes
            ? t('create.imageMinDisk', { disk: formatBytes(image.minDiskBytes, locale) })
            : undefined,
      }))}
    />
  );
}
