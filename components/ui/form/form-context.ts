import { createContext } from 'react';

export interface FormContextValue {
  fieldErrors: Record<string, string>;
  values: Record<string, string>;
  pending: boolean;
  /** The user is changing this field: what was said about it no longer holds. */
  clearError: (name: string) => void;
  /** Say what is wrong with this control, if anything. Called when it loses focus. */
  check: (control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement) => void;
}

const nothing = () => {};

export const FormContext = createContext<FormContextValue>({
  fieldErrors: {},
  values: {},
  pending: false,
  clearError: nothing,
  check: nothing,
});
