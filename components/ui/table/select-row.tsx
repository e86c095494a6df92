'use client';

import { useTranslations } from 'next-intl';
import { checkboxClass } from '../field/checkbox-class.ts';
import { useSelection } from './selection-scope.tsx';

export function SelectRow({ id, name }: { id: string; name: string }) {
  const t = useTranslations('common.table');
  const selection = useSelection();
  return (
    <input
      type="checkbox"
      data-row-select
      aria-label={t('selectRow', { name })}
      checked={selection.ids.has(id)}
      onChange={(event) => selection.setMany([id], event.target.checked)}
      className={checkboxClass}
    />
  );
}
