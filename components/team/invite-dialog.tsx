'use client';

import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { Dialog } from '#components/ui/dialog/dialog.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { type RadioCard, RadioCards } from '#components/ui/field/radio-cards.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { MadeInvitation } from './made-invitation.tsx';
import type { MadeLink } from './team-actions.ts';

interface InviteDialogProps {
  tenant: { id: string; name: string };
  roles: RadioCard[];
  /** Answers with a MadeLink as `data`. */
  action: FormAction;
  /** A Button. */
  trigger: ReactElement;
}

/** Asks whom to invite and as what, then shows the link once. */
export function InviteDialog({ tenant, roles, action, trigger }: InviteDialogProps) {
  const t = useTranslations('team.invite');
  const tCommon = useTranslations('common');
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<MadeLink>();

  function change(open: boolean) {
    setOpen(open);
    if (open) setMade(undefined);
  }

  const title = made ? t('madeTitle', { email: made.email }) : t('title', { tenant: tenant.name });
  return (
    <Dialog title={title} trigger={trigger} open={isOpen} onOpenChange={change} size="md">
      {made ? (
        <MadeInvitation made={made} onDone={() => change(false)} />
      ) : (
        <Form action={action} onSuccess={(state) => setMade(state.data as MadeLink)}>
          <input type="hidden" name="tenantId" value={tenant.id} />
          <Field name="email" label={t('email')} required>
            <Input type="email" autoComplete="off" maxLength={254} />
          </Field>
          <RadioCards name="role" legend={t('role')} options={roles} defaultValue="developer" />
          <FormActions>
            <SubmitButton pendingLabel={t('submitting')}>{t('submit')}</SubmitButton>
            <Button variant="ghost" onClick={() => change(false)}>
              {tCommon('cancel')}
            </Button>
          </FormActions>
        </Form>
      )}
    </Dialog>
  );
}
