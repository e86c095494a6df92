import { createContext, type FocusEvent, useContext } from 'react';
import { FormContext } from '../form/form-context.ts';
import type { Control } from '../form/validity-message.ts';
import { afterClick } from './after-click.ts';

export interface FieldContextValue {
  name: string;
  id: string;
  required: boolean;
  isInvalid: boolean;
  describedBy: string | undefined;
}

export const FieldContext = createContext<FieldContextValue | null>(null);

/** The attributes that tie a control to the Field around it: name, label, hint, error, kept value. */
export function useFieldControl() {
  const field = useContext(FieldContext);
  const form = useContext(FormContext);
  if (!field) return { props: {}, keptValue: undefined, touch: () => {}, required: false };
  return {
    props: {
      id: field.id,
      name: field.name,
      'data-field': field.name,
      'aria-invalid': field.isInvalid || undefined,
      'aria-describedby': field.describedBy,
      onBlur: (event: FocusEvent<Control>) => {
        const control = event.currentTarget;
        afterClick(() => form.check(control));
      },
    },
    required: field.required,
    keptValue: form.values[field.name],
    touch: () => field.isInvalid && form.clearError(field.name),
  };
}
