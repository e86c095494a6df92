'use client';

import { type ComponentProps, type ReactNode, useContext, useId } from 'react';
import { FormContext } from '../form/form-context.ts';
import { checkboxClass } from './checkbox-class.ts';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode;
  hint?: ReactNode;
}

/** Posts `value` ("on" unless told) under `name` when ticked. Stands by itself, without a Field. */
export function Checkbox({ label, hint, name, ...rest }: CheckboxProps) {
  const id = useId();
  const { fieldErrors } = useContext(FormContext);
  const error = name === undefined ? undefined : fieldErrors[name];
  return (
    <div className="flex items-start gap-2.5">
      <input
        {...rest}
        id={id}
        name={name}
        type="checkbox"
        aria-invalid={error ? true : undefined}
        aria-describedby={hint || error ? `${id}-hint` : undefined}
        className={`${checkboxClass} mt-0.5`}
      />
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {(hint || error) && (
          <p id={`${id}-hint`} className={error ? 'text-sm text-danger' : 'text-sm text-ink-3'}>
            {error ?? hint}
          </p>
        )}
      </div>
    </div>
  );
}
