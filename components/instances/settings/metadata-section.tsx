import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { Section } from '#components/ui/section.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import { useWhyNot } from '../use-why-not.ts';

interface MetadataSectionProps {
  instance: InstanceView;
  metadata: Record<string, string>;
  forbidden: string | undefined;
  action: FormAction;
}

/** The customer's own keys and values, one pair a line. */
export function MetadataSection({ instance, metadata, forbidden, action }: MetadataSectionProps) {
  const t = useTranslations('guests.metadata');
  const refusal = useWhyNot(forbidden)('configure', instance);
  const lines = Object.entries(metadata).map(([key, value]) => `${key}=${value}`);
  return (
    <Section framed title={t('title')} description={t('about')}>
      <Form action={action} label={t('title')}>
        <input type="hidden" name="id" value={instance.id} />
        <Field name="metadata" label={t('pairs')} hint={t('hint')} optional>
          <Textarea
            // What was set meanwhile shows at once.
            key={lines.join('\n')}
            mono
            rows={Math.max(4, lines.length + 1)}
            defaultValue={lines.sort().join('\n')}
            placeholder="role=web"
          />
        </Field>
        <FormActions>
          <SubmitButton pendingLabel={t('pending')} disabledReason={refusal}>
            {t('submit')}
          </SubmitButton>
          {refusal && <span className="text-sm text-ink-3">{refusal}</span>}
        </FormActions>
      </Form>
    </Section>
  );
}
