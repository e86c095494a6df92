'use client';

import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { controlClass, controlHeight } from './control-class.ts';
import { useFieldControl } from './field-context.ts';
import { machineText } from './machine-text.ts';

export interface InputProps extends ComponentProps<'input'> {
  /** For names, addresses, keys: anything a machine reads. */
  mono?: boolean | undefined;
  /** Said when the `pattern` does not match. */
  patternMessage?: string | undefined;
}

export function Input({ mono, patternMessage, className, onChange, defaultValue, ...rest }: InputProps) {
  const control = useFieldControl();
  return (
    <input
      required={control.required}
      {...control.props}
      {...(mono && machineText)}
      {...rest}
      defaultValue={rest.value === undefined ? (control.keptValue ?? defaultValue) : undefined}
      data-pattern-message={patternMessage}
      onChange={(event) => {
        control.touch();
        onChange?.(event);
      }}
      className={clsx(controlClass, controlHeight, mono && 'font-mono text-sm', className)}
    />
  );
}
