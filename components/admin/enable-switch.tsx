'use client';

import clsx from 'clsx';
import { useOptimistic, useTransition } from 'react';
import { useAction } from '#components/ui/action/use-action.ts';
import type { FormAction } from '#components/ui/form/action-state.ts';

interface EnableSwitchProps {
  /** What is switched, such as "Debian 12 on offer". */
  label: string;
  words: { on: string; off: string };
  isOn: boolean;
  action: FormAction;
  id: string;
}

/** On or off at one press; posts `id` and `isEnabled`. */
export function EnableSwitch({ label, words, isOn, action, id }: EnableSwitchProps) {
  const { pending, run } = useAction();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(isOn);

  function press() {
    if (pending) return;
    startTransition(() => {
      show(!isOn);
      run(action, { id, isEnabled: String(!isOn) });
    });
  }

  return (
    <button
      type="button"
      role="switch"
      aria-checked={shown}
      aria-label={label}
      aria-busy={pending || undefined}
      onClick={press}
      className="inline-flex items-center gap-2 rounded-md py-1 max-md:min-h-9"
    >
      <span
        aria-hidden
        className={clsx(
          'relative inline-block h-4.5 w-8 shrink-0 rounded-full border transition-colors',
          shown ? 'border-accent bg-accent' : 'border-control bg-inset',
        )}
      >
        <span
          className={clsx(
            'absolute top-1/2 size-3 -translate-y-1/2 rounded-full transition-[inset-inline-start]',
            shown ? 'start-[1.0625rem] bg-on-accent' : 'start-0.5 bg-ink-3',
          )}
        />
      </span>
      <span aria-hidden className="text-sm whitespace-nowrap text-ink-2">
        {shown ? words.on : words.off}
      </span>
    </button>
  );
}
