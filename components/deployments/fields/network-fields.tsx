'use client';

import { useTranslations } from 'next-intl';
import { Input } from '#components/ui/field/input.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import { nextKey } from './container-draft.ts';
import type { ContainerPartProps } from './container-parts.ts';
import { ListError } from './list-error.tsx';
import { RowList } from './row-list.tsx';
import { SettingField } from './setting-field.tsx';

/** Where it listens: what is shown as its address, and what stays reachable where outgoing connections are off. */
export function NetworkFields({ value, onChange, errors }: ContainerPartProps) {
  const t = useTranslations('kinds.container.ports');
  const { ports, outgoing } = value;
  const listed = ports.map(({ port, protocol }) => `${port || '…'}/${protocol}`).join(', ');
  return (
    <FoldedSection
      title={t('title')}
      summary={listed ? t('only', { ports: listed }) : t(outgoing ? 'none' : 'noneClosed')}
      fields={['settings.ports', 'settings.hosts']}
    >
      <p className="text-sm text-ink-3">{t(outgoing ? 'about' : 'aboutClosed')}</p>
      <RowList
        label={t('title')}
        rows={ports}
        onChange={(rows) => onChange({ ports: rows })}
        addLabel={t('add')}
        blank={() => ({ key: nextKey(ports), port: '', protocol: 'tcp' as const })}
        removeLabel={({ port }) => (port ? t('removeNamed', { port }) : t('remove'))}
        empty={t('empty')}
        max={32}
        full={t('full')}
      >
        {(row, index, change) => (
          <div className="grid max-w-sm grid-cols-2 gap-3">
            <SettingField path={`ports.${index}.port`} label={t('port')} errors={errors} required>
              <Input
                type="number"
                inputMode="numeric"
                min={1}
                max={65_535}
                step={1}
                value={row.port}
                onChange={(event) => change({ port: event.target.value })}
                className="tabular-nums"
              />
            </SettingField>
            <SettingField path={`ports.${index}.protocol`} label={t('protocol')} errors={errors}>
              <Select
                value={row.protocol}
                options={[
                  { value: 'tcp', label: 'TCP' },
                  { value: 'udp', label: 'UDP' },
                ]}
                onChange={(event) => change({ protocol: event.target.value === 'udp' ? 'udp' : 'tcp' })}
              />
            </SettingField>
          </div>
        )}
      </RowList>
      <ListError path="ports" errors={errors} />
      <SettingField path="hosts" label={t('hosts')} hint={t('hostsHint')} errors={errors} optional>
        <Textarea
          mono
          rows={Math.min(8, Math.max(2, value.hosts.split('\n').length))}
          value={value.hosts}
          onChange={(event) => onChange({ hosts: event.target.value })}
        />
      </SettingField>
    </FoldedSection>
  );
}
