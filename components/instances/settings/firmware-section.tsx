import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { Section } from '#components/ui/section.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import type { Firmware } from '#server/vms/schema.ts';
import { useWhyNot } from '../use-why-not.ts';

interface FirmwareSectionProps {
  instance: InstanceView;
  firmware: Firmware;
  forbidden: string | undefined;
  action: FormAction;
}

const switches = ['secureBoot', 'tpm', 'cloudInitDrive'] as const;

/** How a VM starts: what the form of a new one asks as well, for one that is stopped. */
export function FirmwareSection({ instance, firmware, forbidden, action }: FirmwareSectionProps) {
  const t = useTranslations('vms.firmware');
  const tKinds = useTranslations('kinds.vm');
  const refusal = useWhyNot(forbidden)('set-firmware', instance);
  return (
    <Section framed title={t('title')} description={t('about')}>
      <Form action={action} label={t('title')}>
        <input type="hidden" name="id" value={instance.id} />
        {switches.map((key) => (
          <Checkbox
            // What was changed meanwhile shows at once.
            key={`${key} ${firmware[key]}`}
            name={key}
            label={tKinds(key)}
            hint={key === 'tpm' && firmware.tpm ? t('tpmLoss') : tKinds(`${key}Hint`)}
            defaultChecked={firmware[key]}
            disabled={refusal !== undefined}
          />
        ))}
        <FormActions>
          <SubmitButton pendingLabel={t('pending')} disabledReason={refusal}>
            {t('save')}
          </SubmitButton>
          {refusal && <span className="text-sm text-ink-3">{refusal}</span>}
        </FormActions>
      </Form>
    </Section>
  );
}
