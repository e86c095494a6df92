'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { type Capability, capabilityNames } from '#server/deployments/capability-schema.ts';
import { idleInSandbox } from '#server/deployments/sandbox-schema.ts';
import type { ContainerPartProps } from './container-parts.ts';
import { type CapabilityPreset, capabilityPresets, inOrder, presetOf } from './container-presets.ts';
import { ListError } from './list-error.tsx';

const presets = Object.keys(capabilityPresets) as CapabilityPreset[];

interface CapabilityFieldsProps extends ContainerPartProps {
  isSandbox: boolean;
}

/** Parts of root's power, each by itself and in one sentence. */
export function CapabilityFields({ value, onChange, errors, isSandbox }: CapabilityFieldsProps) {
  const t = useTranslations('kinds.container.capabilities');
  const { capabilities } = value;
  const present = presetOf(capabilities);
  const isIdle = (name: Capability) => isSandbox && idleInSandbox.capabilities.some((idle) => idle === name);
  const set = (names: readonly Capability[]) => onChange({ capabilities: inOrder(names) });
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">{t('title')}</legend>
      <p className="mt-1 mb-2.5 max-w-2xl text-sm text-ink-2">{t('about')}</p>
      <div className="mb-3 flex flex-wrap gap-2">
        {presets.map((preset) => (
          <Button
            key={preset}
            size="sm"
            aria-pressed={present === preset}
            variant={present === preset ? 'primary' : 'secondary'}
            onClick={() => set(capabilityPresets[preset])}
          >
            {t(`preset.${preset}`)}
          </Button>
        ))}
      </div>
      <div className="grid gap-x-6 gap-y-3 rounded-md border border-line-strong p-3 sm:grid-cols-2">
        {capabilityNames.map((name) => (
          <Checkbox
            key={name}
            label={<code className="text-sm">{name}</code>}
            hint={isIdle(name) ? t('idle') : t(`name.${name}`)}
            checked={capabilities.includes(name)}
            disabled={isIdle(name) && !capabilities.includes(name)}
            onChange={(event) =>
              set(event.target.checked ? [...capabilities, name] : capabilities.filter((one) => one !== name))
            }
          />
        ))}
      </div>
      <div className="mt-1.5">
        <ListError path="capabilities" errors={errors} />
      </div>
    </fieldset>
  );
}
