'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import type { MadeLink } from './team-actions.ts';

/** The link of an invitation, the only time that anybody sees it. */
export function MadeInvitation({ made, onDone }: { made: MadeLink; onDone: () => void }) {
  const t = useTranslations('team.invite');
  const { email, link, isMailed } = made;
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        <Callout tone={isMailed ? 'ok' : 'info'}>
          {t(isMailed ? 'mailed' : 'notMailed', { email })} {t('once')}
        </Callout>
      </div>
      <div>
        <p className="mb-1.5 font-medium">{t('link')}</p>
        <div className="flex items-center gap-1 rounded-md border border-control bg-surface py-1 ps-2.5 pe-1">
          <code className="min-w-0 flex-1 text-sm break-all select-all">{link}</code>
          <CopyButton value={link} label={t('copy')} />
        </div>
      </div>
      <FormActions>
        <Button variant="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </FormActions>
    </div>
  );
}
