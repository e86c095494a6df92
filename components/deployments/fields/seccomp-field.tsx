'use client';

import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/field/select.tsx';
import { seccompProfiles } from '#server/deployments/container-schema.ts';
import type { ContainerChoices, ContainerPartProps } from './container-parts.ts';
import { SettingField } from './setting-field.tsx';

interface SeccompFieldProps extends ContainerPartProps {
  allowances: ContainerChoices['allowances'];
}

/** Which calls of the kernel it may make at all. */
export function SeccompField({ value, onChange, errors, allowances }: SeccompFieldProps) {
  const t = useTranslations('kinds.container.seccomp');
  const isRefused = !allowances.allowsUnconfined;
  const hint = isRefused
    ? `${t(`about.${value.seccomp}`)} ${t('unconfinedRefused')}`
    : t(`about.${value.seccomp}`);
  return (
    <SettingField path="seccomp" label={t('title')} hint={hint} errors={errors} className="max-w-2xl">
      <Select
        className="max-w-sm"
        value={value.seccomp}
        options={seccompProfiles.map((profile) => ({
          value: profile,
          label: t(`profile.${profile}`),
          // One that was chosen under another plan can still be left.
          disabled: profile === 'unconfined' && isRefused && value.seccomp !== profile,
        }))}
        onChange={(event) => onChange({ seccomp: event.target.value as typeof value.seccomp })}
      />
    </SettingField>
  );
}
