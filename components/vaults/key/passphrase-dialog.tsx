import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button, type ButtonProps } from '#components/ui/button/button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';

export interface PassphraseDialogProps {
  id: string;
  /** Why it cannot be had now, if so: then the button says so and opens nothing. */
  refusal: string | undefined;
  action: FormAction;
}

interface Words {
  button: ReactNode;
  variant?: ButtonProps['variant'];
  title: string;
  description: ReactNode;
  submitLabel: string;
  pendingLabel: string;
  size?: 'sm' | 'md';
  children: ReactNode;
}

/** A button and the question behind it, for everything that is done with a passphrase or to one. */
export function PassphraseDialog(props: PassphraseDialogProps & Words) {
  const { id, refusal, button, variant, children, ...dialog } = props;
  const tCommon = useTranslations('common');
  const trigger = (
    <Button variant={variant} disabledReason={refusal}>
      {button}
    </Button>
  );
  if (refusal) return trigger;
  return (
    <FormDialog {...dialog} trigger={trigger} cancelLabel={tCommon('cancel')}>
      <input type="hidden" name="id" value={id} />
      {children}
    </FormDialog>
  );
}
