'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { checkboxClass } from '../field/checkbox-class.ts';
import { useSelection } from './selection-scope.tsx';

export function SelectAll({ ids }: { ids: string[] }) {
  const t = useTranslations('common.table');
  const selection = useSelection();
  const ref = useRef<HTMLInputElement>(null);
  const count = ids.filter((id) => selection.ids.has(id)).length;
  const isAll = count > 0 && count === ids.length;
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = count > 0 && !isAll;
  }, [count, isAll]);
  return (
    <input
      ref={ref}
      type="checkbox"
      aria-label={t('selectAll')}
      checked={isAll}
      onChange={(event) => selection.setMany(ids, event.target.checked)}
      className={checkboxClass}
    />
  );
}
