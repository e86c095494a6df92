'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '../button/button.tsx';
import { Dialog } from '../dialog/dialog.tsx';
import type { FormAction } from './action-state.ts';
import { Form } from './form.tsx';
import { FormActions } from './form-actions.tsx';
import { SubmitButton } from './submit-button.tsx';

interface FormDialogProps {
  /** A Button (or IconButton) that opens it; leave it out where `open` is controlled. */
  trigger?: ReactNode;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  title: string;
  description?: ReactNode;
  action: FormAction;
  submitLabel: string;
  pendingLabel: string;
  cancelLabel: string;
  size?: 'sm' | 'md' | 'lg' | undefined;
  /** Keep it open after success, for a result that is shown inside. */
  keepOpen?: boolean | undefined;
  children: ReactNode;
}

/** A short form in a dialog: opens from its trigger, closes when the action has succeeded. */
export function FormDialog(props: FormDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const open = props.open ?? ownOpen;
  const setOpen = props.onOpenChange ?? setOwnOpen;
  return (
    <Dialog
      title={props.title}
      description={props.description}
      trigger={props.trigger}
      open={open}
      onOpenChange={setOpen}
      size={props.size}
    >
      <Form action={props.action} onSuccess={() => !props.keepOpen && setOpen(false)}>
        {props.children}
        <FormActions>
          <SubmitButton pendingLabel={props.pendingLabel}>{props.submitLabel}</SubmitButton>
          <Button variant="ghost" onClick={() => setOpen(false)}>
            {props.cancelLabel}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
