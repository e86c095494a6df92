'use client';

import clsx from 'clsx';
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import type { ComponentProps } from 'react';
import { controlClass, controlHeight } from './control-class.ts';
import { useFieldControl } from './field-context.ts';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean | undefined;
}

export interface SelectProps extends Omit<ComponentProps<'select'>, 'multiple' | 'children'> {
  options: SelectOption[];
  /** The first, empty choice, where nothing sensible can be chosen beforehand. */
  placeholder?: string | undefined;
}

/** The browser's own list: it works by keyboard, on a phone and without scripts. */
export function Select({ options, placeholder, className, onChange, defaultValue, ...rest }: SelectProps) {
  const control = useFieldControl();
  return (
    <span className={clsx('relative flex min-w-0', className)}>
      <select
        required={control.required}
        {...control.props}
        {...rest}
        defaultValue={rest.value === undefined ? (control.keptValue ?? defaultValue) : undefined}
        onChange={(event) => {
          control.touch();
          onChange?.(event);
        }}
        className={clsx(controlClass, controlHeight, 'appearance-none truncate pe-8')}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronsUpDown
        aria-hidden
        className="pointer-events-none absolute end-2.5 top-1/2 size-3.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}
