import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { Section } from '#components/ui/section.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import { namePattern } from '../name-pattern.ts';
import { useWhyNot } from '../use-why-not.ts';

interface RenameSectionProps {
  instance: InstanceView;
  forbidden: string | undefined;
  action: FormAction;
}

export function RenameSection({ instance, forbidden, action }: RenameSectionProps) {
  const t = useTranslations('instances');
  const refusal = useWhyNot(forbidden)('rename', instance);
  return (
    <Section framed title={t('settings.rename')} description={t('settings.renameAbout')}>
      <Form action={action} label={t('settings.rename')}>
        <input type="hidden" name="id" value={instance.id} />
        <Field name="name" label={t('settings.newName')} required>
          <Input
            // A name that was given meanwhile shows at once.
            key={instance.name}
            mono
            defaultValue={instance.name}
            pattern={namePattern}
            patternMessage={t('create.namePattern')}
            maxLength={63}
            className="max-w-sm"
          />
        </Field>
        <FormActions>
          <SubmitButton pendingLabel={t('settings.renamePending')} disabledReason={refusal}>
            {t('settings.renameSubmit')}
          </SubmitButton>
          {refusal && <span className="text-sm text-ink-3">{refusal}</span>}
        </FormActions>
      </Form>
    </Section>
  );
}
