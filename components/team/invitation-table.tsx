import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { InvitationView } from '#server/team/schema.ts';
import { RenewButton } from './renew-button.tsx';
import type { TeamActions, TeamReader } from './team-actions.ts';

interface InvitationTableProps {
  tenant: { name: string };
  invitations: InvitationView[];
  reader: TeamReader;
  actions: TeamActions;
}

export function InvitationTable({ tenant, invitations, reader, actions }: InvitationTableProps) {
  const t = useTranslations('team');
  const tErrors = useTranslations('errors');
  const whyNot = ({ role }: InvitationView) =>
    reader.forbidden ?? (role === 'owner' && !reader.isOwner ? tErrors('owner-only') : undefined);
  const columns: Column<InvitationView>[] = [
    {
      key: 'email',
      header: t('invitations.column.email'),
      primary: true,
      cell: ({ email }) => <span className="font-medium wrap-anywhere">{email}</span>,
    },
    {
      key: 'role',
      header: t('invitations.column.role'),
      cell: ({ role }) => <Badge>{t(`roles.${role}`)}</Badge>,
    },
    {
      key: 'by',
      header: t('invitations.column.by'),
      from: 'lg',
      cell: ({ invitedBy }) => invitedBy ?? t('invitations.nobody'),
    },
    {
      key: 'expires',
      header: t('invitations.column.expires'),
      cell: ({ expiresAt, isExpired }) =>
        isExpired ? (
          <Badge tone="warn">{t('invitations.expired')}</Badge>
        ) : (
          <DateTime value={expiresAt} precision="day" />
        ),
    },
    {
      key: 'actions',
      header: t('invitations.column.actions'),
      actions: true,
      cell: (invitation) => (
        <RowActions invitation={invitation} actions={actions} whyNot={whyNot(invitation)} />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('invitations.caption', { tenant: tenant.name })}
      columns={columns}
      rows={invitations}
      rowKey={(invitation) => invitation.id}
    />
  );
}

interface RowActionsProps {
  invitation: InvitationView;
  actions: TeamActions;
  whyNot: string | undefined;
}

function RowActions({ invitation: { id, email }, actions, whyNot }: RowActionsProps) {
  const t = useTranslations('team.invitations');
  return (
    <span className="inline-flex">
      <RenewButton id={id} email={email} action={actions.resendInvitationAction} disabledReason={whyNot} />
      <ActionButton
        iconOnly
        size="sm"
        variant="ghost"
        action={actions.revokeInvitationAction}
        fields={{ id }}
        label={t('withdraw', { email })}
        pendingLabel={t('withdrawing')}
        icon={<Trash />}
        disabledReason={whyNot}
        confirm={{
          title: t('withdrawTitle'),
          body: t('withdrawBody', { email }),
          confirmLabel: t('withdrawConfirm'),
        }}
      />
    </span>
  );
}
