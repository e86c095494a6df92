'use client';

import { useTranslations } from 'next-intl';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import { containerSettings } from '#server/deployments/container-schema.ts';
import { CheckedInput } from './checked-input.tsx';
import { nextKey } from './container-draft.ts';
import type { ContainerPartProps } from './container-parts.ts';
import { ListError } from './list-error.tsx';
import { RowList } from './row-list.tsx';
import { SettingField } from './setting-field.tsx';

const { volumes: schema } = containerSettings.shape;
const accepts = (volume: { name: string; path: string }) => schema.safeParse([volume]).success;

/** Folders that outlive a new version; the rest of its disk is that of the image each time. */
export function VolumeFields({ value, onChange, errors }: ContainerPartProps) {
  const t = useTranslations('kinds.container.volumes');
  const { volumes } = value;
  const listed = volumes.map(({ path }) => path || '…').join(', ');
  return (
    <FoldedSection title={t('title')} summary={listed || t('none')} fields={['settings.volumes']}>
      <p className="text-sm text-ink-3">{t('about')}</p>
      <RowList
        label={t('title')}
        rows={volumes}
        onChange={(rows) => onChange({ volumes: rows })}
        addLabel={t('add')}
        blank={() => ({ key: nextKey(volumes), name: '', path: '' })}
        removeLabel={({ name }) => (name ? t('removeNamed', { name }) : t('remove'))}
        empty={t('empty')}
        max={16}
        full={t('full')}
      >
        {(row, index, change) => (
          <div className="grid gap-3 sm:grid-cols-2">
            <SettingField path={`volumes.${index}.name`} label={t('name')} errors={errors} required>
              <CheckedInput
                mono
                value={row.name}
                onChange={(event) => change({ name: event.target.value })}
                accepts={(name) => accepts({ name, path: '/data' })}
                message={t('nameInvalid')}
                maxLength={63}
                placeholder="data"
              />
            </SettingField>
            <SettingField path={`volumes.${index}.path`} label={t('path')} errors={errors} required>
              <CheckedInput
                mono
                value={row.path}
                onChange={(event) => change({ path: event.target.value })}
                accepts={(path) => accepts({ name: 'data', path })}
                message={t('pathInvalid')}
                maxLength={255}
                placeholder="/var/lib/data"
              />
            </SettingField>
          </div>
        )}
      </RowList>
      <ListError path="volumes" errors={errors} />
    </FoldedSection>
  );
}
