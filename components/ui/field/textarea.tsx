'use client';

import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { controlClass } from './control-class.ts';
import { useFieldControl } from './field-context.ts';
import { machineText } from './machine-text.ts';

export interface TextareaProps extends ComponentProps<'textarea'> {
  /** For configuration, lists of addresses, keys: anything a machine reads. */
  mono?: boolean | undefined;
}

export function Textarea({ mono, className, onChange, defaultValue, rows = 4, ...rest }: TextareaProps) {
  const control = useFieldControl();
  return (
    <textarea
      required={control.required}
      rows={rows}
      {...control.props}
      {...(mono && machineText)}
      {...rest}
      defaultValue={rest.value === undefined ? (control.keptValue ?? defaultValue) : undefined}
      onChange={(event) => {
        control.touch();
        onChange?.(event);
      }}
      className={clsx(controlClass, 'resize-y py-1.5', mono && 'font-mono text-sm', className)}
    />
  );
}
