'use client';

import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { controlClass } from './control-class.ts';
import { useFieldControl } from './field-context.ts';

export interface TextareaProps extends ComponentProps<'textarea'> {
  mono?: boolean | undefined;
}

export function Textarea({ mono, className, onChange, defaultValue, rows = 4, ...rest }: TextareaProps) {
  const control = useFieldControl();
  return (
    <textarea
      required={control.required}
      rows={rows}
      {...control.props}
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
