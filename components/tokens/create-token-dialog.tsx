'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { Dialog } from '#components/ui/dialog/dialog.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { CreateTokenForm } from './create-token-form.tsx';
import { type MadeToken, NewToken } from './new-token.tsx';

interface CreateTokenDialogProps {
  tenantId: string | undefined;
  apiUrl: string;
  /** Answers with a MadeToken as `data`. */
  action: FormAction;
  /** A Button. */
  trigger: ReactElement;
}

/** Asks what the token is for, then shows it once. */
export function CreateTokenDialog({ tenantId, apiUrl, action, trigger }: CreateTokenDialogProps) {
  const t = useTranslations('tokens.create');
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<MadeToken>();

  function change(open: boolean) {
    setOpen(open);
    if (open) setMade(undefined);
  }

  const title = made ? t('madeTitle', { name: made.name }) : t('title');
  return (
    <Dialog title={title} trigger={trigger} open={isOpen} onOpenChange={change} size="md">
      {made ? (
        <NewToken made={made} apiUrl={apiUrl} onDone={() => change(false)} />
      ) : (
        <CreateTokenForm
          tenantId={tenantId}
          action={action}
          onMade={setMade}
          onCancel={() => change(false)}
        />
      )}
    </Dialog>
  );
}
