'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Button } from '../button/button.tsx';
import { buttonClass } from '../button/button-class.ts';
import { Field } from '../field/field.tsx';
import { Input } from '../field/input.tsx';
import { popupClass, scrimClass } from './popup-class.ts';

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question, such as "Delete web-1?". */
  title: string;
  /** What will happen; for something that destroys, what will be gone. */
  body: ReactNode;
  confirmLabel: string;
  pendingLabel?: string | undefined;
  pending?: boolean | undefined;
  tone?: 'danger' | 'plain' | undefined;
  /** The name that has to be typed before it can be confirmed. */
  typeName?: string | undefined;
  onConfirm: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={props.open} onOpenChange={(next) => props.onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={scrimClass} />
        <AlertDialog.Popup className={clsx(popupClass, 'w-md')}>
          <Question {...props} />
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

function Question(props: ConfirmDialogProps) {
  const t = useTranslations('common');
  const [typed, setTyped] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const { typeName } = props;
  const isTyped = typeName === undefined || typed.trim() === typeName;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    setHasTried(true);
    if (isTyped && !props.pending) props.onConfirm();
  }

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <div className="min-h-0 overflow-y-auto px-5 pt-4 pb-5">
        <AlertDialog.Title className="text-md">{props.title}</AlertDialog.Title>
        <AlertDialog.Description render={<div />} className="mt-1.5 text-ink-2">
          {props.body}
        </AlertDialog.Description>
        {typeName !== undefined && (
          <div className="mt-4">
            <Field
              name="confirm-name"
              label={t('confirmType', { name: typeName })}
              error={hasTried && !isTyped ? t('confirmMismatch', { name: typeName }) : undefined}
            >
              <Input value={typed} onChange={(event) => setTyped(event.target.value)} mono />
            </Field>
          </div>
        )}
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <AlertDialog.Close className={buttonClass()}>{t('cancel')}</AlertDialog.Close>
        <Button
          type="submit"
          variant={props.tone === 'plain' ? 'primary' : 'danger'}
          pending={props.pending}
          pendingLabel={props.pendingLabel}
        >
          {props.confirmLabel}
        </Button>
      </div>
    </form>
  );
}
