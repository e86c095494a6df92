'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type ReactNode, type SubmitEvent, useEffect, useRef } from 'react';
import { Callout } from '../callout.tsx';
import type { ActionState, FormAction } from './action-state.ts';
import { FormContext } from './form-context.ts';
import { useFormState } from './use-form-state.ts';

export interface FormProps {
  action: FormAction;
  children: ReactNode;
  /** Names the form for a screen reader where no heading does. */
  label?: string | undefined;
  className?: string | undefined;
  /** Empties the fields after success, for a form that stays on the page. */
  resetOnSuccess?: boolean | undefined;
  /** For a client parent, such as a dialog that closes. */
  onSuccess?: ((state: Extract<ActionState, { status: 'ok' }>) => void) | undefined;
}

/**
 * The one form shell. What the browser can know to be wrong is said beside the field before anything is
 * sent; what the server says comes to the same place. Typed values stay.
 */
export function Form({ action, children, label, className, resetOnSuccess, onSuccess }: FormProps) {
  const t = useTranslations('common.validation');
  const ref = useRef<HTMLFormElement>(null);
  const form = useFormState({ action, ref, resetOnSuccess, onSuccess });
  const { state, context } = form;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    form.submit(event.currentTarget, event.nativeEvent.submitter);
  }

  return (
    <FormContext value={context}>
      <form
        ref={ref}
        action={form.dispatch}
        onSubmit={submit}
        noValidate
        aria-label={label}
        aria-busy={context.pending || undefined}
        className={clsx('flex flex-col gap-5', className)}
      >
        {state.status === 'error' && !form.isStale && <FormError message={state.message} />}
        {form.invalidCount > 0 && (
          <p role="alert" className="sr-only">
            {t('summary', { count: form.invalidCount })}
          </p>
        )}
        {children}
      </form>
    </FormContext>
  );
}

function FormError({ message }: { message: string }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={ref} role="alert">
      <Callout tone="danger">{message}</Callout>
    </div>
  );
}
