'use client';

import clsx from 'clsx';
import { type ReactNode, useContext, useId } from 'react';
import { FormContext } from '../form/form-context.ts';
import { radioClass } from './checkbox-class.ts';

export interface RadioCard {
  value: string;
  label: ReactNode;
  /** What it is, or what choosing it means. */
  hint?: ReactNode;
  /** At the end of the first line: a size, a price. */
  aside?: ReactNode;
  icon?: ReactNode;
  /** Why it cannot be chosen; shown in the card. */
  disabledReason?: string | undefined;
}

interface RadioCardsProps {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  options: RadioCard[];
  defaultValue?: string | undefined;
  value?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  columns?: 1 | 2 | 3 | undefined;
}

const columnClass = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 xl:grid-cols-3' };

/** One of a few, where each needs a word of explanation. */
export function RadioCards(props: RadioCardsProps) {
  const { name, legend, hint, options, defaultValue, value, onChange, columns = 1 } = props;
  const { fieldErrors, values, clearError } = useContext(FormContext);
  const id = useId();
  const error = fieldErrors[name];
  const first = values[name] ?? defaultValue;
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="min-w-0">
      <legend className="mb-1.5 font-medium">{legend}</legend>
      {hint && <p className="-mt-1 mb-2 text-sm text-ink-3">{hint}</p>}
      <div className={clsx('grid gap-2', columnClass[columns])}>
        {options.map((option) => (
          <Choice
            key={option.value}
            option={option}
            name={name}
            isChecked={value === undefined ? undefined : value === option.value}
            isFirst={first === option.value}
            onChoose={() => {
              clearError(name);
              onChange?.(option.value);
            }}
          />
        ))}
      </div>
      <p id={`${id}-error`} aria-live="polite" className="mt-1.5 text-sm text-danger empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}

interface ChoiceProps {
  option: RadioCard;
  name: string;
  isChecked: boolean | undefined;
  isFirst: boolean;
  onChoose: () => void;
}

function Choice({ option, name, isChecked, isFirst, onChoose }: ChoiceProps) {
  const id = useId();
  const isDisabled = option.disabledReason !== undefined;
  const note = option.disabledReason ?? option.hint;
  return (
    <label
      htmlFor={id}
      className={clsx(
        'relative flex gap-2.5 rounded-md border px-3 py-2.5 transition-colors',
        isDisabled
          ? 'cursor-not-allowed border-line bg-inset'
          : 'border-line-strong hover:border-control has-checked:border-accent has-checked:bg-accent-soft',
      )}
    >
      <input
        id={id}
        type="radio"
        name={name}
        value={option.value}
        checked={isChecked}
        defaultChecked={isChecked === undefined ? isFirst : undefined}
        disabled={isDisabled}
        onChange={onChoose}
        aria-describedby={note ? `${id}-note` : undefined}
        className={clsx(radioClass, 'mt-0.5')}
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-3">
          <span
            className={clsx(
              'inline-flex min-w-0 items-center gap-1.5 font-medium',
              isDisabled && 'text-ink-3',
            )}
          >
            {option.icon}
            {option.label}
          </span>
          {option.aside && <span className="ms-auto shrink-0 text-sm text-ink-2">{option.aside}</span>}
        </span>
        {note && (
          <span
            id={`${id}-note`}
            className={clsx('mt-0.5 block text-sm', isDisabled ? 'text-ink-3' : 'text-ink-2')}
          >
            {note}
          </span>
        )}
      </span>
    </label>
  );
}
