import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { type ActionState, type FormAction, idleState } from '../form/action-state.ts';
import { showToast } from '../toast/show-toast.ts';

export type Fields = Record<string, string | string[]>;

/** Runs a server action outside a form: toasts what it answers, follows where it leads. */
export function useAction() {
  const t = useTranslations('common');
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function run(action: FormAction, fields: Fields = {}, onDone?: (state: ActionState) => void) {
    startTransition(async () => {
      const state = await call(action, toFormData(fields), t('connectionLost'));
      if (state.status === 'error') showToast({ title: state.message, tone: 'danger' });
      if (state.status === 'ok' && state.message) showToast({ title: state.message });
      if (state.status === 'ok' && state.redirectTo) router.push(state.redirectTo);
      onDone?.(state);
    });
  }

  return { pending, run };
}

async function call(action: FormAction, data: FormData, lostMessage: string): Promise<ActionState> {
  try {
    return await action(idleState, data);
  } catch (error) {
    // What fetch throws when nothing answered. Anything else belongs to the error boundary.
    if (error instanceof TypeError) return { status: 'error', message: lostMessage };
    throw error;
  }
}

function toFormData(fields: Fields) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) data.append(name, one);
  return data;
}
