'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '../button/button.tsx';
import type { ButtonSize, ButtonVariant } from '../button/button-class.ts';
import { IconButton } from '../button/icon-button.tsx';
import type { FormAction } from '../form/action-state.ts';
import { AskSecretLazily } from './ask-secret-lazily.tsx';
import { ConfirmLazily } from './confirm-lazily.tsx';
import type { Confirmation } from './confirmation.ts';
import type { SecretPrompt } from './secret-prompt.ts';
import { type Fields, useAction } from './use-action.ts';

export interface ActionButtonProps {
  action: FormAction;
  /** What is posted, such as the id of the thing. */
  fields?: Fields | undefined;
  label: string;
  /** What it is doing meanwhile, such as "Starting". */
  pendingLabel: string;
  icon?: ReactNode;
  /** Shows the icon alone; the label becomes its name and its tooltip. */
  iconOnly?: boolean | undefined;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  disabledReason?: string | undefined;
  confirm?: Confirmation | undefined;
  /** A secret that it needs; asked for in place of a question. */
  prompt?: SecretPrompt | undefined;
}

/** A button that runs a server action, after a question where one is due. */
export function ActionButton(props: ActionButtonProps) {
  const { action, fields, label, pendingLabel, icon, iconOnly, variant, size, disabledReason } = props;
  const { confirm, prompt } = props;
  const { pending, run } = useAction();
  const [isAsking, setAsking] = useState(false);
  const [hasBeenAsked, setHasBeenAsked] = useState(false);

  function press() {
    if (!confirm && !prompt) return run(action, fields);
    setHasBeenAsked(true);
    setAsking(true);
  }

  const shared = { variant, size, disabledReason, onClick: press, pending: pending && !isAsking };
  return (
    <>
      {iconOnly ? (
        <IconButton {...shared} label={pending ? pendingLabel : label} icon={icon} pendingLabel={icon} />
      ) : (
        <Button {...shared} pendingLabel={pendingLabel}>
          {icon}
          {label}
        </Button>
      )}
      {prompt && (
        <AskSecretLazily
          {...prompt}
          {...{ action, fields, pendingLabel, hasBeenAsked }}
          open={isAsking}
          onOpenChange={setAsking}
        />
      )}
      {confirm && !prompt && (
        <ConfirmLazily
          {...confirm}
          hasBeenAsked={hasBeenAsked}
          open={isAsking}
          onOpenChange={setAsking}
          pending={pending}
          pendingLabel={pendingLabel}
          onConfirm={() => run(action, fields, () => setAsking(false))}
        />
      )}
    </>
  );
}
