'use client';

import RefreshCw from 'lucide-react/icons/refresh-cw';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/ui/action/use-action.ts';
import { IconButton } from '#components/ui/button/icon-button.tsx';
import { Dialog } from '#components/ui/dialog/dialog.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { MadeInvitation } from './made-invitation.tsx';
import type { MadeLink } from './team-actions.ts';

interface RenewButtonProps {
  id: string;
  email: string;
  /** Answers with `link` and `isMailed` as `data`. */
  action: FormAction;
  disabledReason: string | undefined;
}

/** Makes a new link in place of the old one and shows it once. */
export function RenewButton({ id, email, action, disabledReason }: RenewButtonProps) {
  const t = useTranslations('team');
  const { pending, run } = useAction();
  const [made, setMade] = useState<MadeLink>();
  const close = () => setMade(undefined);
  return (
    <>
      <IconButton
        size="sm"
        label={pending ? t('invitations.renewing') : t('invitations.renew', { email })}
        icon={<RefreshCw />}
        pending={pending}
        pendingLabel={<RefreshCw />}
        disabledReason={disabledReason}
        onClick={() =>
          run(action, { id }, (state) => {
            if (state.status === 'ok') setMade({ ...(state.data as Omit<MadeLink, 'email'>), email });
          })
        }
      />
      <Dialog
        title={t('invite.madeTitle', { email })}
        open={made !== undefined}
        onOpenChange={close}
        size="md"
      >
        {made && <MadeInvitation made={made} onDone={close} />}
      </Dialog>
    </>
  );
}
