'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Select } from '#components/ui/field/select.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { UploadField } from '#components/uploads/upload-field.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { demoKernel } from './kernel-draft.ts';
import { type SettingErrors, SettingField } from './setting-field.tsx';

type Upload = CreateOptions['uploads'][number];

interface KernelFileProps {
  tenant: string;
  file: 'kernelId' | 'initrdId' | 'diskId';
  purpose: 'kernel' | 'initrd' | 'disk';
  value: string;
  uploads: Upload[];
  maxUploadBytes: number;
  errors?: SettingErrors | undefined;
  onChange: (id: string) => void;
  onUploaded: (upload: Upload) => void;
  onDropped: (id: string) => void;
}

/** One file: of those that were uploaded, or one more. */
export function KernelFile(props: KernelFileProps) {
  const { tenant, file, purpose, value, uploads, maxUploadBytes, errors, onChange, onUploaded, onDropped } =
    props;
  const t = useTranslations('kinds.kernel');
  const locale = useLocale();
  const hasDemo = file === 'kernelId';
  const ofUploads = uploads.map(({ id, name, sizeBytes, format }) => ({
    value: id,
    label: [name, format, formatBytes(sizeBytes, locale)].filter(Boolean).join(' · '),
  }));
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <SettingField path={file} label={t(file)} hint={t(`${file}Hint`)} errors={errors}>
        <Select
          value={value}
          placeholder={uploads.length === 0 && !hasDemo ? t('noUploads') : t('noFile')}
          options={[...(hasDemo ? [{ value: demoKernel, label: t('demo.name') }] : []), ...ofUploads]}
          onChange={(event) => onChange(event.target.value)}
        />
      </SettingField>
      <UploadField
        name={`upload.${file}`}
        label={t(`${file}Upload`)}
        tenant={tenant}
        purpose={purpose}
        maxBytes={maxUploadBytes}
        optional
        onReady={({ id, name, sizeBytes, format }) => onUploaded({ id, name, purpose, sizeBytes, format })}
        onDropped={onDropped}
      />
    </div>
  );
}
