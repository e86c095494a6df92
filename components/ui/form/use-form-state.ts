import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  type RefObject,
  startTransition,
  useActionState,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
} from 'react';
import { showToast } from '../toast/show-toast.ts';
import { type ActionState, type FormAction, idleState } from './action-state.ts';
import type { FormContextValue } from './form-context.ts';
import { type Control, validityMessage } from './validity-message.ts';

interface FormStateInput {
  action: FormAction;
  ref: RefObject<HTMLFormElement | null>;
  resetOnSuccess: boolean | undefined;
  onSuccess: ((state: Extract<ActionState, { status: 'ok' }>) => void) | undefined;
}

/** The state of one form: the server's answer, what the browser found before it, and what was mended since. */
export function useFormState({ action, ref, resetOnSuccess, onSuccess }: FormStateInput) {
  const common = useTranslations('common');
  const t = useTranslations('common.validation');
  const [state, dispatch, pending] = useActionState(guarded(action, common('connectionLost')), idleState);
  const [ownErrors, setOwnErrors] = useState<Record<string, string | undefined>>({});
  const [invalidCount, setInvalidCount] = useState(0);
  const [isStale, setStale] = useState(false);
  useAnswer({ state, ref, resetOnSuccess, onSuccess, onArrive: () => setOwnErrors({}) });

  const context = useMemo<FormContextValue>(() => {
    const said = state.status === 'error' ? (state.fieldErrors ?? {}) : {};
    const merged = Object.entries({ ...said, ...ownErrors }).filter(([, text]) => text !== undefined);
    return {
      fieldErrors: Object.fromEntries(merged) as Record<string, string>,
      values: state.status === 'error' ? (state.values ?? {}) : {},
      pending,
      clearError: (name) => setOwnErrors((errors) => ({ ...errors, [name]: undefined })),
      check: (control) => {
        const name = fieldName(control);
        // An empty field that was only passed through is not a mistake yet.
        if (name && control.value !== '')
          setOwnErrors((old) => ({ ...old, [name]: validityMessage(control, t) }));
      },
    };
  }, [state, ownErrors, pending, t]);

  function submit(form: HTMLFormElement, submitter: HTMLElement | null) {
    if (pending) return;
    const found = invalidControls(form).map(
      (control) => [fieldName(control), validityMessage(control, t)] as const,
    );
    setInvalidCount(found.length);
    setStale(found.length > 0);
    if (found.length > 0) {
      setOwnErrors(Object.fromEntries(found));
      focusField(form, found[0]?.[0]);
      return;
    }
    const data = new FormData(form, submitter);
    startTransition(() => dispatch(data));
  }

  return { state, dispatch, context, submit, invalidCount, isStale };
}

/**
 * A request that never arrived is an answer too, not a broken page. The toast is shown here and not by an effect: what
 * the answer brings may have no place for the form any more, such as a list in place of an empty page.
 */
function guarded(action: FormAction, lostMessage: string): FormAction {
  return async (previous, data) => {
    try {
      const answer = await action(previous, data);
      if (answer.status === 'ok' && answer.message) showToast({ title: answer.message });
      return answer;
    } catch (error) {
      if (error instanceof TypeError) return { status: 'error', message: lostMessage };
      throw error;
    }
  };
}

interface Answer extends Omit<FormStateInput, 'action'> {
  state: ActionState;
  onArrive: () => void;
}

function useAnswer(answer: Answer) {
  const router = useRouter();
  const { state } = answer;
  const arrive = useEffectEvent((arrived: ActionState) => {
    const { ref, resetOnSuccess, onSuccess, onArrive } = answer;
    if (arrived.status === 'idle') return;
    onArrive();
    if (arrived.status === 'error') {
      if (ref.current) focusField(ref.current, Object.keys(arrived.fieldErrors ?? {})[0]);
      return;
    }
    if (resetOnSuccess) ref.current?.reset();
    onSuccess?.(arrived);
    if (arrived.redirectTo) router.push(arrived.redirectTo);
  });
  useEffect(() => arrive(state), [state]);
}

function invalidControls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      element.willValidate &&
      !element.validity.valid,
  );
}

/** A control whose posted name is on a hidden twin carries it in `data-field`. */
function fieldName(control: Control): string {
  return control.dataset.field ?? control.name;
}

function focusField(form: HTMLFormElement, name: string | undefined) {
  if (!name) return;
  const quoted = CSS.escape(name);
  const named = form.querySelector<HTMLElement>(
    `[data-field="${quoted}"], [name="${quoted}"]:not([type="hidden"])`,
  );
  openAround(named);
  named?.focus();
}

/** What is folded away cannot have the focus. */
function openAround(element: HTMLElement | null): void {
  const closed = element?.closest<HTMLDetailsElement>('details:not([open])');
  if (!closed) return;
  closed.open = true;
  openAround(closed.parentElement);
}
