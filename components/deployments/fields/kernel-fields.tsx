'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import { kernelSettings } from '#server/deployments/kernel-schema.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { CheckedInput } from './checked-input.tsx';
import { DemoChoice } from './demo-choice.tsx';
import { type KernelDraft, withKernel } from './kernel-draft.ts';
import { KernelFile } from './kernel-file.tsx';
import { RestartPolicy } from './restart-policy.tsx';
import { type SettingErrors, SettingField } from './setting-field.tsx';

type Uploads = CreateOptions['uploads'];

interface KernelFieldsProps {
  tenant: string;
  value: KernelDraft;
  onChange: (part: Partial<KernelDraft>) => void;
  errors?: SettingErrors | undefined;
  uploads: Uploads;
  maxUploadBytes: number;
}

const files = { kernelId: 'kernel', diskId: 'disk', initrdId: 'initrd' } as const;

/** What a unikernel is started from: files of the customer's, and words for its kernel. */
export function KernelFields(props: KernelFieldsProps) {
  const { tenant, value, onChange, errors, uploads, maxUploadBytes } = props;
  const t = useTranslations('kinds.kernel');
  const [added, setAdded] = useState<Uploads>([]);
  const [dropped, setDropped] = useState<string[]>([]);
  const known = new Set(uploads.map(({ id }) => id));
  const all = [...added.filter(({ id }) => !known.has(id)), ...uploads].filter(
    ({ id }) => !dropped.includes(id),
  );
  const choice = (file: keyof typeof files, id: string) =>
    file === 'kernelId' ? withKernel(value, id) : { [file]: id };
  return (
    <div className="flex flex-col gap-5">
      <DemoChoice value={value} onChange={onChange} />
      <div className="grid gap-5 sm:grid-cols-2">
        {(Object.keys(files) as (keyof typeof files)[]).map((file) => (
          <KernelFile
            key={file}
            {...{ tenant, file, errors, maxUploadBytes }}
            purpose={files[file]}
            value={value[file]}
            uploads={all.filter(({ purpose }) => purpose === files[file])}
            onChange={(id) => onChange(choice(file, id))}
            onUploaded={(upload) => {
              setAdded((old) => [upload, ...old]);
              onChange(choice(file, upload.id));
            }}
            onDropped={(id) => {
              setDropped((old) => [...old, id]);
              if (value[file] === id) onChange({ [file]: '' });
            }}
          />
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

function Restart({ value, onChange, errors }: Pick<KernelFieldsProps, 'value' | 'onChange' | 'errors'>) {
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
