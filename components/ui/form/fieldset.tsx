import type { ReactNode } from 'react';

interface FieldsetProps {
  legend: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}

/** A part of a form with a heading of its own. */
export function Fieldset({ legend, hint, children }: FieldsetProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-3 text-md font-semibold tracking-tight">{legend}</legend>
      {hint && <p className="-mt-3 text-ink-2">{hint}</p>}
      {children}
    </fieldset>
  );
}
