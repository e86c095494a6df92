import { useTranslations } from 'next-intl';
import { InvitationTable } from '#components/team/invitation-table.tsx';
import { InviteButton } from '#components/team/invite-button.tsx';
import { MemberTable } from '#components/team/member-table.tsx';
import type { TeamActions } from '#components/team/team-actions.ts';
import { Section } from '#components/ui/section.tsx';
import type { InvitationPage, MemberPage } from '#server/team/schema.ts';

interface TenantPeopleProps {
  tenant: { id: string; name: string };
  members: MemberPage;
  invitations: InvitationPage;
  actions: TeamActions;
}

/** The provider may do in a team whatever its owners may. */
const reader = { forbidden: undefined, isOwner: true };

export function TenantPeople({ tenant, members, invitations, actions }: TenantPeopleProps) {
  const t = useTranslations('tenants.people');
  return (
    <Section
      title={t('title')}
      description={members.total === 0 ? t('none') : t('hint')}
      actions={<InviteButton tenant={tenant} reader={reader} action={actions.inviteMemberAction} />}
    >
      {members.total > 0 && (
        <MemberTable tenant={tenant} members={members.items} reader={reader} actions={actions} />
      )}
      {invitations.total > 0 && (
        <div className="mt-5">
          <h3 className="mb-2 font-medium">{t('open')}</h3>
          <InvitationTable {...{ tenant, reader, actions }} invitations={invitations.items} />
        </div>
      )}
    </Section>
  );
}
