'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';
import { environmentVariable } from '#server/deployments/container-schema.ts';
import { CheckedInput } from './checked-input.tsx';
import type { VariableRow } from './container-draft.ts';
import { type SettingErrors, SettingField } from './setting-field.tsx';

interface EnvironmentRowProps {
  row: VariableRow;
  index: number;
  change: (part: Partial<VariableRow>) => void;
  /** Values on their way from a plain input into a secret one, by key. */
  carried: Map<string, string>;
  errors?: SettingErrors | undefined;
}

export function EnvironmentRow({ row, index, change, carried, errors }: EnvironmentRowProps) {
  const t = useTranslations('kinds.container.environment');
  const { key, name, value, isSecret, isKept, hint } = row;
  function setSecret(next: boolean) {
    if (next) carried.set(key, value);
    change({ isSecret: next, value: '' });
  }
  return (
    <div className="grid gap-x-3 gap-y-2 sm:grid-cols-2">
      <SettingField path={`environment.${index}.name`} label={t('name')} errors={errors} required>
        <CheckedInput
          mono
          value={name}
          onChange={(event) => change({ name: event.target.value })}
          accepts={(text) => environmentVariable.shape.name.safeParse(text).success}
          message={t('nameInvalid')}
          maxLength={128}
        />
      </SettingField>
      <SettingField
        path={`environment.${index}.value`}
        label={isSecret ? t('secretValue') : t('value')}
        hint={isSecret && isKept ? t('keptHint') : hint || undefined}
        errors={errors}
      >
        {isSecret ? (
          <PasswordInput
            // The value of a secret is in its input and in what is posted, and nowhere else.
            name={`environmentSecrets.${index}`}
            autoComplete="off"
            maxLength={8192}
            placeholder={isKept ? t('kept') : undefined}
            ref={(input) => {
              const arriving = carried.get(key);
              if (!input || arriving === undefined) return;
              input.value = arriving;
              carried.delete(key);
            }}
          />
        ) : (
          <Input
            mono
            value={value}
            onChange={(event) => change({ value: event.target.value })}
            maxLength={8192}
          />
        )}
      </SettingField>
      <div className="sm:col-span-2">
        <Checkbox
          label={t('secret')}
          checked={isSecret}
          onChange={(event) => setSecret(event.target.checked)}
        />
      </div>
    </div>
  );
}
