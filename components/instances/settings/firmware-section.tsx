import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Badge } from '#components/ui/badge.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
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
      <ul className="flex flex-col divide-y divide-line">
        {switches.map((key) => {
          const isOn = firmware[key];
          const label = t(isOn ? 'switchOff' : 'switchOn', { what: tKinds(key) });
          return (
            <li key={key} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
              <div className="min-w-0 flex-1 basis-64">
                <p className="flex items-center gap-2 font-medium">
                  {tKinds(key)}
                  <Badge tone={isOn ? 'ok' : undefined}>{t(isOn ? 'on' : 'off')}</Badge>
                </p>
                <p className="text-sm text-ink-3">{tKinds(`${key}Hint`)}</p>
              </div>
              <ActionButton
                size="sm"
                action={action}
                fields={fieldsOf(instance.id, { ...firmware, [key]: !isOn })}
                label={label}
                pendingLabel={t('pending')}
                disabledReason={refusal}
                confirm={{
                  title: label,
                  body: t(`change.${key}`),
                  confirmLabel: label,
                  tone: isOn && key === 'tpm' ? 'danger' : 'plain',
                }}
              />
            </li>
          );
        })}
      </ul>
      {refusal && <p className="mt-3 text-sm text-ink-3">{refusal}</p>}
    </Section>
  );
}

function fieldsOf(id: string, firmware: Firmware): Record<string, string> {
  const all = Object.entries(firmware).map(([key, isOn]) => [key, String(isOn)]);
  return { id, ...Object.fromEntries(all) };
}
