'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import { containerDevices } from '#server/deployments/container-schema.ts';
import { idleInSandbox } from '#server/deployments/sandbox-schema.ts';
import { CapabilityFields } from './capability-fields.tsx';
import type { ContainerChoices, ContainerPartProps } from './container-parts.ts';
import { SeccompField } from './seccomp-field.tsx';
import { useAllowedSummary } from './use-allowed-summary.ts';

const fields = ['capabilities', 'devices', 'seccomp', 'readOnlyRoot', 'outgoing'].map(
  (name) => `settings.${name}`,
);

interface AllowedFieldsProps extends ContainerPartProps {
  choices: Pick<ContainerChoices, 'allowances' | 'isSandbox'>;
}

/** What the application may do beyond computing: every line is something that is allowed, and nothing is by itself. */
export function AllowedFields({ value, onChange, errors, choices }: AllowedFieldsProps) {
  const t = useTranslations('kinds.container.allowed');
  const { devices } = value;
  const { allowances, isSandbox } = choices;
  const isIdle = (device: string) => isSandbox && idleInSandbox.devices.some((idle) => idle === device);
  return (
    <FoldedSection title={t('title')} summary={useAllowedSummary()(value)} fields={fields}>
      <p className="max-w-2xl text-sm text-ink-2">{t('about')}</p>
      <div className="flex flex-col gap-3">
        <Checkbox
          label={t('outgoing')}
          hint={t('outgoingHint')}
          checked={value.outgoing}
          onChange={(event) => onChange({ outgoing: event.target.checked })}
        />
        <Checkbox
          label={t('writableRoot')}
          hint={t('writableRootHint')}
          checked={!value.readOnlyRoot}
          onChange={(event) => onChange({ readOnlyRoot: !event.target.checked })}
        />
        {containerDevices.map((device) => (
          <Checkbox
            key={device}
            label={
              <>
                {t('device')} <code className="text-sm">{device}</code>
              </>
            }
            hint={t(isIdle(device) ? 'deviceIdle' : device === '/dev/fuse' ? 'deviceFuse' : 'deviceTun')}
            checked={devices.includes(device)}
            // What was ticked for an app can still be unticked.
            disabled={isIdle(device) && !devices.includes(device)}
            onChange={(event) =>
              onChange({
                devices: containerDevices.filter((one) =>
                  one === device ? event.target.checked : devices.includes(one),
                ),
              })
            }
          />
        ))}
      </div>
      <CapabilityFields value={value} onChange={onChange} errors={errors} isSandbox={isSandbox} />
      <SeccompField value={value} onChange={onChange} errors={errors} allowances={allowances} />
    </FoldedSection>
  );
}
