import { useLocale, useTranslations } from 'next-intl';
import { AmountInput } from '#components/plans/amount-input.tsx';
import { toGibText } from '#components/plans/to-amount-text.ts';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import type { ImageView } from '#server/images/schema.ts';
import { paths } from '#server/paths.ts';
import { AppFields } from './app-fields.tsx';

export function ImageForm({ image, action }: { image: ImageView; action: FormAction }) {
  const t = useTranslations('images.form');
  const locale = useLocale();
  return (
    <Form action={action} className="max-w-xl">
      <input type="hidden" name="id" value={image.id} />
      <Field name="name" label={t('name')} hint={t('nameHint')} required>
        <Input defaultValue={image.name} maxLength={80} autoComplete="off" />
      </Field>
      <Field name="description" label={t('description')} hint={t('descriptionHint')} optional>
        <Textarea defaultValue={image.description} rows={2} maxLength={500} />
      </Field>
      {image.app === null ? <LoginFields image={image} /> : <AppFields app={image.app} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="minDiskGib" label={t('minDisk')} hint={t('minDiskHint')} required>
          <AmountInput kind="gib" defaultValue={toGibText(image.minDiskBytes, locale)} />
        </Field>
        <Field name="minMemoryMib" label={t('minMemory')} hint={t('minMemoryHint')} required>
          <AmountInput kind="whole" defaultValue={String(Math.ceil(image.minMemoryBytes / 1024 ** 2))} />
        </Field>
        <Field name="position" label={t('position')} hint={t('positionHint')} required>
          <AmountInput kind="whole" defaultValue={String(image.position)} />
        </Field>
      </div>
      <FormActions>
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
        <LinkButton href={paths.adminImages()} variant="ghost">
          {t('cancel')}
        </LinkButton>
      </FormActions>
    </Form>
  );
}

/** Of what is a whole system: whom keys are given to, and whether user-data does something. */
function LoginFields({ image }: { image: ImageView }) {
  const t = useTranslations('images.form');
  return (
    <>
      <Field name="defaultUser" label={t('defaultUser')} hint={t('defaultUserHint')} required>
        <Input
          mono
          defaultValue={image.defaultUser}
          pattern="[a-z_][a-z0-9_\-]{0,31}"
          patternMessage={t('defaultUserMessage')}
        />
      </Field>
      <Checkbox
        name="hasCloudInit"
        label={t('hasCloudInit')}
        hint={t('hasCloudInitHint')}
        defaultChecked={image.hasCloudInit}
      />
    </>
  );
}
