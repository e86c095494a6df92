'use client';

import { useTranslations } from 'next-intl';
import { Input } from '#components/ui/field/input.tsx';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import type { ContainerPartProps } from './container-parts.ts';
import { RestartPolicy } from './restart-policy.tsx';
import { SettingField } from './setting-field.tsx';

/** What happens when it ends by itself, and how long it may take to end when it is asked to. */
export function RestartFields({ value, onChange, errors }: ContainerPartProps) {
  const t = useTranslations('kinds.restart');
  return (
    <FoldedSection
      title={t('title')}
      summary={t(`policy.${value.restart.policy}`)}
      fields={['settings.restart', 'settings.stopSeconds']}
    >
      <RestartPolicy value={value.restart} onChange={(restart) => onChange({ restart })} errors={errors} />
      <SettingField
        path="stopSeconds"
        label={t('stopSeconds')}
        hint={t('stopSecondsHint')}
        errors={errors}
        className="max-w-sm"
        required
      >
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={300}
          step={1}
          value={value.stopSeconds}
          onChange={(event) => onChange({ stopSeconds: event.target.value })}
        />
      </SettingField>
    </FoldedSection>
  );
}
