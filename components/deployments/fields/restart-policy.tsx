'use client';

import { useTranslations } from 'next-intl';
import { Input } from '#components/ui/field/input.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { restartPolicies } from '#server/deployments/container-schema.ts';
import type { ContainerDraft } from './container-draft.ts';
import { type SettingErrors, SettingField } from './setting-field.tsx';

interface RestartPolicyProps {
  value: ContainerDraft['restart'];
  onChange: (value: ContainerDraft['restart']) => void;
  errors?: SettingErrors | undefined;
}

export function RestartPolicy({ value, onChange, errors }: RestartPolicyProps) {
  const t = useTranslations('kinds.restart');
  return (
    <div className="grid max-w-lg gap-3 sm:grid-cols-2">
      <SettingField path="restart.policy" label={t('when')} errors={errors}>
        <Select
          value={value.policy}
          options={restartPolicies.map((policy) => ({ value: policy, label: t(`policy.${policy}`) }))}
          onChange={(event) =>
            onChange({ ...value, policy: event.target.value as ContainerDraft['restart']['policy'] })
          }
        />
      </SettingField>
      {value.policy === 'on-failure' && (
        <SettingField path="restart.max" label={t('max')} hint={t('maxHint')} errors={errors} optional>
          <Input
            type="number"
            inputMode="numeric"
            min={1}
            max={100}
            step={1}
            value={value.max}
            onChange={(event) => onChange({ ...value, max: event.target.value })}
          />
        </SettingField>
      )}
    </div>
  );
}
