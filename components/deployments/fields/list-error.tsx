'use client';

import CircleAlert from 'lucide-react/icons/circle-alert';
import { useContext } from 'react';
import { FormContext } from '#components/ui/form/form-context.ts';
import type { SettingErrors } from './setting-field.tsx';

/** What is wrong with a list as a whole, such as two variables of one name. */
export function ListError({ path, errors }: { path: string; errors?: SettingErrors | undefined }) {
  const { fieldErrors } = useContext(FormContext);
  const said = errors?.[path] ?? fieldErrors[`settings.${path}`];
  return (
    <p aria-live="polite" className="flex items-start gap-1.5 text-sm text-danger empty:hidden">
      {said && (
        <>
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span>{said}</span>
        </>
      )}
    </p>
  );
}
