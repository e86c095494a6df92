import UserPlus from 'lucide-react/icons/user-plus';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { role as roleSchema } from '#server/team/schema.ts';
import { InviteDialog } from './invite-dialog.tsx';
import type { TeamReader } from './team-actions.ts';

interface InviteButtonProps {
  tenant: { id: string; name: string };
  reader: TeamReader;
  action: FormAction;
}

/** Invites somebody; for the provider's pages as well. */
export function InviteButton({ tenant, reader, action }: InviteButtonProps) {
  const t = useTranslations('team');
  const tErrors = useTranslations('errors');
  const button = (
    <Button variant="primary" disabledReason={reader.forbidden}>
      <UserPlus aria-hidden />
      {t('invite.open')}
    </Button>
  );
  if (reader.forbidden) return button;
  const roles = roleSchema.options.map((role) => ({
    value: role,
    label: t(`roles.${role}`),
    hint: t(`roleHints.${role}`),
    disabledReason: role === 'owner' && !reader.isOwner ? tErrors('owner-only') : undefined,
  }));
  return <InviteDialog tenant={tenant} roles={roles} action={action} trigger={button} />;
}
