'use client';

import { useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import { type HealthDraft, healthKinds } from './container-draft.ts';
import type { ContainerPartProps } from './container-parts.ts';
import { HealthTimes } from './health-times.tsx';
import { SettingField } from './setting-field.tsx';

interface HealthFieldsProps extends ContainerPartProps {
  /** Whether the image has a check of its own, as far as that is known. */
  hasImageCheck?: boolean | undefined;
}

/** How the panel finds out whether it is well: a new version that is not goes back to the former one. */
export function HealthFields({ value, onChange, errors, hasImageCheck }: HealthFieldsProps) {
  const t = useTranslations('kinds.container.health');
  const { health } = value;
  const change = (part: Partial<HealthDraft>) => onChange({ health: { ...health, ...part } });
  const hasPort = health.kind === 'http' || health.kind === 'tcp';
  return (
    <FoldedSection title={t('title')} summary={t(`kind.${health.kind}`)} fields={['settings.health']}>
      <p className="text-sm text-ink-3">{t('about')}</p>
      {hasImageCheck && health.kind === 'none' && <Callout tone="info">{t('imageCheck')}</Callout>}
      <SettingField path="health.test.kind" label={t('how')} errors={errors} className="max-w-sm">
        <Select
          value={health.kind}
          options={healthKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onChange={(event) => change({ kind: event.target.value as HealthDraft['kind'] })}
        />
      </SettingField>
      {hasPort && (
        <div className="grid max-w-lg grid-cols-[8rem_1fr] gap-3">
          <SettingField path="health.test.port" label={t('port')} errors={errors} required>
            <Input
              type="number"
              inputMode="numeric"
              min={1}
              max={65_535}
              step={1}
              value={health.port}
              onChange={(event) => change({ port: event.target.value })}
            />
          </SettingField>
          {health.kind === 'http' && (
            <SettingField path="health.test.path" label={t('path')} errors={errors}>
              <Input mono value={health.path} onChange={(event) => change({ path: event.target.value })} />
            </SettingField>
          )}
        </div>
      )}
      {health.kind === 'command' && (
        <SettingField
          path="health.test.command"
          label={t('command')}
          hint={t('commandHint')}
          errors={errors}
          required
        >
          <Textarea
            mono
            rows={3}
            value={health.command}
            onChange={(event) => change({ command: event.target.value })}
          />
        </SettingField>
      )}
      {health.kind !== 'none' && <HealthTimes health={health} onChange={change} errors={errors} />}
    </FoldedSection>
  );
}
