'use client';

import clsx from 'clsx';
import { type ComponentProps, useState } from 'react';
import { controlClass, controlHeight } from './control-class.ts';
import { useFieldControl } from './field-context.ts';

interface UnitInputProps
  extends Omit<ComponentProps<'input'>, 'type' | 'defaultValue' | 'value' | 'onChange'> {
  /** What stands after the number, such as "GiB". */
  unit: string;
  /** In the unit that is shown, like `min`, `max` and `step`. */
  defaultValue?: number | undefined;
  /** What is posted is the number times this: 2 ** 30 posts GiB as bytes. */
  multiplier?: number | undefined;
  /** The number in the unit that is shown; undefined while there is none. */
  onValueChange?: ((value: number | undefined) => void) | undefined;
}

export function UnitInput({
  unit,
  defaultValue,
  multiplier = 1,
  onValueChange,
  className,
  ...rest
}: UnitInputProps) {
  const { props, keptValue, touch, required } = useFieldControl();
  const { name, ...shown } = { name: undefined, ...props, ...rest };
  const kept = keptValue ? Number(keptValue) / multiplier : defaultValue;
  const [text, setText] = useState(kept === undefined ? '' : String(kept));
  const posted = text === '' ? '' : String(Math.round(Number(text) * multiplier));
  return (
    <span className={clsx('relative flex', className ?? 'w-36')}>
      <input
        required={required}
        step="any"
        {...shown}
        type="number"
        inputMode="decimal"
        value={text}
        onChange={(event) => {
          const next = event.target.value;
          touch();
          setText(next);
          onValueChange?.(next === '' ? undefined : Number(next));
        }}
        style={{ paddingInlineEnd: `${unit.length + 2.5}ch` }}
        className={clsx(
          controlClass,
          controlHeight,
          '[appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none',
        )}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-2.5 flex items-center text-ink-3"
      >
        {unit}
      </span>
      {name && <input type="hidden" name={name} value={posted} />}
    </span>
  );
}
