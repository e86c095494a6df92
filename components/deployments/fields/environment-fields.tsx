'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import { nextKey, type VariableRow } from './container-draft.ts';
import type { ContainerPartProps } from './container-parts.ts';
import { EnvironmentRow } from './environment-row.tsx';
import { ListError } from './list-error.tsx';
import { RowList } from './row-list.tsx';

/** Variables, of which some are secret: those are in no draft, and stand in their inputs alone. */
export function EnvironmentFields({ value, onChange, errors }: ContainerPartProps) {
  const t = useTranslations('kinds.container.environment');
  const { environment } = value;
  const secrets = environment.filter(({ isSecret }) => isSecret).length;
  // A value that becomes secret goes from the draft straight into its input.
  const carried = useRef(new Map<string, string>());
  const blank = (): VariableRow => ({
    ...{ key: nextKey(environment), name: '', value: '', isSecret: false, isKept: false, hint: '' },
  });
  return (
    <FoldedSection
      title={t('title')}
      summary={t('summary', { count: environment.length, secrets })}
      fields={['settings.environment', 'environmentSecrets']}
      isWanted={environment.length > 0}
    >
      <p className="text-sm text-ink-3">{t('about')}</p>
      <RowList
        label={t('title')}
        rows={environment}
        onChange={(rows) => onChange({ environment: rows })}
        addLabel={t('add')}
        blank={blank}
        removeLabel={({ name }) => (name ? t('removeNamed', { name }) : t('remove'))}
        empty={t('empty')}
        max={200}
        full={t('full')}
      >
        {(row, index, change) => (
          <EnvironmentRow row={row} index={index} change={change} carried={carried.current} errors={errors} />
        )}
      </RowList>
      <ListError path="environment" errors={errors} />
    </FoldedSection>
  );
}
