import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { paths } from '#server/paths.ts';
import { AppFields } from '../app-fields.tsx';

/** An entry of the catalogue for apps and sandboxes. */
export function AppImageForm({ action }: { action: FormAction }) {
  const t = useTranslations('images');
  return (
    <Form action={action} className="max-w-xl" label={t('add.way.app')}>
      <p className="text-ink-2">{t('add.app.about')}</p>
      <Field name="name" label={t('form.name')} hint={t('form.nameHint')} required>
        <Input maxLength={80} autoComplete="off" />
      </Field>
      <Field name="description" label={t('form.description')} optional>
        <Textarea rows={2} maxLength={500} />
      </Field>
      <AppFields app={null} />
      <FormActions>
        <SubmitButton pendingLabel={t('form.saving')}>{t('add.app.submit')}</SubmitButton>
        <LinkButton href={paths.adminImages()} variant="ghost">
          {t('form.cancel')}
        </LinkButton>
      </FormActions>
    </Form>
  );
}
