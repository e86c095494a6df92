import { useLocale, useTranslations } from 'next-intl';
import { SettingField } from '#components/deployments/fields/setting-field.tsx';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { KindFieldsProps } from './kind-form.ts';

const switches = ['secureBoot', 'tpm', 'cloudInitDrive'] as const;

/** How a VM starts, and what is plugged into it. */
export function VmMore({ options, draft, onChange }: KindFieldsProps) {
  const t = useTranslations('kinds.vm');
  const locale = useLocale();
  const { vm } = draft;
  const change = (part: Partial<typeof vm>) => onChange({ vm: { ...vm, ...part } });
  const iso = options.isos.find(({ id }) => id === vm.isoId);
  const chosen = switches.filter((key) => vm[key]).map((key) => t(key));
  const fields = [...switches, 'isoId'].map((key) => `settings.${key}`);
  return (
    <FoldedSection
      title={t('title')}
      summary={[...chosen, iso?.name].filter(Boolean).join(' · ') || t('nothing')}
      fields={fields}
    >
      <SettingField
        path="isoId"
        label={t('iso')}
        hint={options.isos.length === 0 ? t('isoNone') : t('isoHint')}
        className="max-w-lg"
      >
        <Select
          value={vm.isoId}
          placeholder={t('noIso')}
          options={options.isos.map(({ id, name, sizeBytes }) => ({
            value: id,
            label: `${name} · ${formatBytes(sizeBytes, locale)}`,
          }))}
          onChange={(event) => change({ isoId: event.target.value })}
        />
      </SettingField>
      {switches.map((key) => (
        <Checkbox
          key={key}
          label={t(key)}
          hint={t(`${key}Hint`)}
          checked={vm[key]}
          onChange={(event) => change({ [key]: event.target.checked })}
        />
      ))}
    </FoldedSection>
  );
}
