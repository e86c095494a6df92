'use client';

import clsx from 'clsx';
import CircleAlert from 'lucide-react/icons/circle-alert';
import { useTranslations } from 'next-intl';
import { type ReactNode, useContext, useId, useMemo } from 'react';
import { FormContext } from '../form/form-context.ts';
import { FieldContext } from './field-context.ts';

export interface FieldProps {
  /** The name the value is posted under, and by which the server blames it. */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Only where no Form around it knows better. */
  error?: string | undefined;
  required?: boolean | undefined;
  /** Marks the field as one that may stay empty. */
  optional?: boolean | undefined;
  /** Something at the end of the label's line, such as a link. */
  aside?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** Label, control, hint and error, wired together. The control inside takes its name and ids from here. */
export function Field({
  name,
  label,
  hint,
  error,
  required,
  optional,
  aside,
  className,
  children,
}: FieldProps) {
  const t = useTranslations('common');
  const { fieldErrors } = useContext(FormContext);
  const id = useId();
  const said = error ?? fieldErrors[name];
  const hasHint = hint !== undefined && hint !== null;
  const describedBy = clsx(said && `${id}-error`, hasHint && `${id}-hint`) || undefined;
  const context = useMemo(
    () => ({ name, id, required: required ?? false, isInvalid: said !== undefined, describedBy }),
    [name, id, required, said, describedBy],
  );
  return (
    <FieldContext value={context}>
      <div className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
        <div className="flex items-baseline justify-between gap-3">
          <label htmlFor={id} className="font-medium">
            {label}
            {optional && <span className="ms-1.5 text-sm font-normal text-ink-3">{t('optional')}</span>}
          </label>
          {aside && <span className="text-sm">{aside}</span>}
        </div>
        {children}
        <FieldError id={`${id}-error`}>{said}</FieldError>
        {hasHint && (
          <p id={`${id}-hint`} className="text-sm text-ink-3">
            {hint}
          </p>
        )}
      </div>
    </FieldContext>
  );
}

/** The place of an error is there before the error is, so that a screen reader hears it come. */
function FieldError({ id, children }: { id: string; children: string | undefined }) {
  return (
    <p id={id} aria-live="polite" className="flex items-start gap-1.5 text-sm text-danger empty:hidden">
      {children && (
        <>
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span>{children}</span>
        </>
      )}
    </p>
  );
}
