'use client';

import { useTranslations } from 'next-intl';
import { Textarea } from '#components/ui/field/textarea.tsx';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import { containerSettings } from '#server/deployments/container-schema.ts';
import { CheckedInput } from './checked-input.tsx';
import type { ContainerPartProps } from './container-parts.ts';
import { SettingField } from './setting-field.tsx';

/** What is started instead of what the image would start, and as whom. */
export function CommandFields({ value, onChange, errors }: ContainerPartProps) {
  const t = useTranslations('kinds.container.command');
  const [program] = value.command.split('\n');
  return (
    <FoldedSection
      title={t('title')}
      summary={program ? <code>{program}</code> : t('ofImage')}
      fields={['settings.command', 'settings.entrypoint', 'settings.workingDir', 'settings.user']}
    >
      <SettingField path="command" label={t('command')} hint={t('commandHint')} errors={errors} optional>
        <Textarea
          mono
          rows={3}
          value={value.command}
          onChange={(event) => onChange({ command: event.target.value })}
        />
      </SettingField>
      <SettingField
        path="entrypoint"
        label={t('entrypoint')}
        hint={t('entrypointHint')}
        errors={errors}
        optional
      >
        <Textarea
          mono
          rows={2}
          value={value.entrypoint}
          onChange={(event) => onChange({ entrypoint: event.target.value })}
        />
      </SettingField>
      <SettingField path="workingDir" label={t('workingDir')} errors={errors} optional className="max-w-sm">
        <CheckedInput
          mono
          value={value.workingDir}
          onChange={(event) => onChange({ workingDir: event.target.value })}
          accepts={(text) => containerSettings.shape.workingDir.safeParse(text).success}
          message={t('workingDirInvalid')}
          maxLength={255}
          placeholder="/app"
        />
      </SettingField>
      <SettingField
        path="user"
        label={t('user')}
        hint={t('userHint')}
        errors={errors}
        optional
        className="max-w-sm"
      >
        <CheckedInput
          mono
          value={value.user}
          onChange={(event) => onChange({ user: event.target.value })}
          accepts={(text) => containerSettings.shape.user.safeParse(text).success}
          message={t('userInvalid')}
          maxLength={65}
          placeholder="1000:1000"
        />
      </SettingField>
    </FoldedSection>
  );
}
