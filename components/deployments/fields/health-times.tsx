'use client';

import { useTranslations } from 'next-intl';
import { Input } from '#components/ui/field/input.tsx';
import type { HealthDraft } from './container-draft.ts';
import { type SettingErrors, SettingField } from './setting-field.tsx';

const limits = {
  intervalSeconds: { min: 1, max: 3600 },
  timeoutSeconds: { min: 1, max: 300 },
  retries: { min: 1, max: 20 },
  startSeconds: { min: 0, max: 3600 },
} as const;

interface HealthTimesProps {
  health: HealthDraft;
  onChange: (part: Partial<HealthDraft>) => void;
  errors?: SettingErrors | undefined;
}

export function HealthTimes({ health, onChange, errors }: HealthTimesProps) {
  const t = useTranslations('kinds.container.health');
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {(Object.keys(limits) as (keyof typeof limits)[]).map((key) => (
        <SettingField
          key={key}
          path={`health.${key}`}
          label={t(key)}
          hint={t(`${key}Hint`)}
          errors={errors}
          required
        >
          <Input
            type="number"
            inputMode="numeric"
            step={1}
            {...limits[key]}
            value={health[key]}
            onChange={(event) => onChange({ [key]: event.target.value })}
          />
        </SettingField>
      ))}
    </div>
  );
}
