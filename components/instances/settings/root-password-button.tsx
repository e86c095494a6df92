'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/ui/action/use-action.ts';
import { Button } from '#components/ui/button/button.tsx';
import type { ActionState, FormAction } from '#components/ui/form/action-state.ts';
import { RootPasswordDialog } from '../root-password-dialog.tsx';

interface RootPasswordButtonProps {
  id: string;
  name: string;
  refusal: string | undefined;
  action: FormAction;
}

export function RootPasswordButton({ id, name, refusal, action }: RootPasswordButtonProps) {
  const t = useTranslations('instances.settings');
  const { pending, run } = useAction();
  const [rootPassword, setRootPassword] = useState<string>();

  function take(state: ActionState) {
    if (state.status === 'ok') setRootPassword((state.data as { rootPassword: string }).rootPassword);
  }

  return (
    <>
      <Button
        pending={pending}
        pendingLabel={t('passwordPending')}
        disabledReason={refusal}
        onClick={() => run(action, { id }, take)}
      >
        {t('passwordSubmit')}
      </Button>
      {rootPassword && (
        <RootPasswordDialog
          name={name}
          rootPassword={rootPassword}
          onClose={() => setRootPassword(undefined)}
        />
      )}
    </>
  );
}
