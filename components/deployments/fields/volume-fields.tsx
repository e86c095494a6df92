'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import { containerSettings } from '#server/deployments/container-schema.ts';
import { isKept } from '#server/deployments/image-facts-schema.ts';
import { CheckedInput } from './checked-input.tsx';
import { nextKey } from './container-draft.ts';
import type { ContainerPartProps } from './container-parts.ts';
import { ListError } from './list-error.tsx';
import { RowList } from './row-list.tsx';
import { SettingField } from './setting-field.tsx';

const { volumes: schema } = containerSettings.shape;
const accepts = (volume: { name: string; path: string }) => schema.safeParse([volume]).success;

interface VolumeFieldsProps extends ContainerPartProps {
  /** Folders that the image itself says it keeps things in, as far as that is known. */
  wanted?: readonly string[] | undefined;
}

/** Folders that outlive a new version; the rest of its disk is that of the image each time. */
export function VolumeFields({ value, onChange, errors, wanted = [] }: VolumeFieldsProps) {
  const t = useTranslations('kinds.container.volumes');
  const { volumes } = value;
  const lost = wanted.filter((path) => !isKept(path, volumes));
  const add = (path: string) =>
    onChange({ volumes: [...volumes, { key: nextKey(volumes), name: nameFor(path, volumes), path }] });
  const listed = volumes.map(({ path }) => path || '…').join(', ');
  return (
    <FoldedSection
      title={t('title')}
      summary={listed || t(lost.length > 0 ? 'lostSummary' : 'none')}
      fields={['settings.volumes']}
      isWanted={lost.length > 0}
    >
      <p className="text-sm text-ink-3">{t('about')}</p>
      {lost.length > 0 && (
        <Callout tone="warn" title={t('lostTitle')}>
          <p>{t('lost')}</p>
          <ul className="mt-2 flex flex-col gap-2">
            {lost.map((path) => (
              <li key={path} className="flex flex-wrap items-center gap-3">
                <code className="text-sm wrap-anywhere">{path}</code>
                <Button
                  size="sm"
                  disabledReason={volumes.length >= 16 ? t('full') : undefined}
                  onClick={() => add(path)}
                >
                  {t('keep', { path })}
                </Button>
              </li>
            ))}
          </ul>
        </Callout>
      )}
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

/** `/var/lib/data` becomes `data`, and `data-2` where there is one of that name. */
function nameFor(path: string, volumes: readonly { name: string }[]): string {
  const last = path.split('/').filter(Boolean).at(-1) ?? '';
  const name =
    last
      .toLowerCase()
      .replaceAll(/[^a-z0-9_-]/g, '-')
      .replace(/^[-_]+/, '')
      .slice(0, 60) || 'data';
  const taken = (wish: string) => volumes.some((one) => one.name === wish);
  if (!taken(name)) return name;
  let count = 2;
  while (taken(`${name}-${count}`)) count += 1;
  return `${name}-${count}`;
}
