'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { kernelSettings } from '#server/deployments/kernel-schema.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { CheckedInput } from './checked-input.tsx';
import type { KernelDraft } from './kernel-draft.ts';
import { RestartPolicy } from './restart-policy.tsx';
import { type SettingErrors, SettingField } from './setting-field.tsx';

interface KernelFieldsProps {
  value: KernelDraft;
  onChange: (part: Partial<KernelDraft>) => void;
  errors?: SettingErrors | undefined;
  uploads: CreateOptions['uploads'];
}

const files = ['kernelId', 'initrdId', 'diskId'] as const;

/** What a unikernel is started from: files of the customer's, and words for its kernel. */
export function KernelFields({ value, onChange, errors, uploads }: KernelFieldsProps) {
  const t = useTranslations('kinds.kernel');
  const locale = useLocale();
  const options = uploads.map(({ id, name, sizeBytes, format }) => ({
    value: id,
    label: [name, format, formatBytes(sizeBytes, locale)].filter(Boolean).join(' · '),
  }));
  return (
    <div className="flex flex-col gap-5">
      {uploads.length === 0 && <Callout tone="info">{t('noUploads')}</Callout>}
      <div className="grid gap-4 sm:grid-cols-2">
        {files.map((file) => (
          <SettingField key={file} path={file} label={t(file)} hint={t(`${file}Hint`)} errors={errors}>
            <Select
              value={value[file]}
              placeholder={t('noFile')}
              options={options}
              onChange={(event) => onChange({ [file]: event.target.value })}
            />
          </SettingField>
        ))}
      </div>
      <SettingField
        path="commandLine"
        label={t('commandLine')}
        hint={t('commandLineHint')}
        errors={errors}
        optional
      >
        <CheckedInput
          mono
          value={value.commandLine}
          onChange={(event) => onChange({ commandLine: event.target.value })}
          accepts={(text) => kernelSettings.shape.commandLine.safeParse(text).success}
          message={t('commandLineInvalid')}
          maxLength={1024}
        />
      </SettingField>
      <Restart value={value} onChange={onChange} errors={errors} />
    </div>
  );
}

function Restart({ value, onChange, errors }: Omit<KernelFieldsProps, 'uploads'>) {
  const t = useTranslations('kinds.restart');
  return (
    <FoldedSection
      title={t('title')}
      summary={t(`policy.${value.restart.policy}`)}
      fields={['settings.restart']}
    >
      <RestartPolicy value={value.restart} onChange={(restart) => onChange({ restart })} errors={errors} />
    </FoldedSection>
  );
}
