import { useTranslations } from 'next-intl';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { Section } from '#components/ui/section.tsx';
import { paths } from '#server/paths.ts';
import type { InvitationPage, MemberPage } from '#server/team/schema.ts';
import { InvitationTable } from './invitation-table.tsx';
import { InviteButton } from './invite-button.tsx';
import { MemberTable } from './member-table.tsx';
import type { TeamActions, TeamReader } from './team-actions.ts';

interface TeamPageProps {
  tenant: { id: string; slug: string; name: string };
  members: MemberPage;
  invitations: InvitationPage;
  reader: TeamReader;
  query: Query;
  actions: TeamActions;
}

export function TeamPage({ tenant, members, invitations, reader, query, actions }: TeamPageProps) {
  const t = useTranslations('team');
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('about', { tenant: tenant.name })}
        actions={<InviteButton tenant={tenant} reader={reader} action={actions.inviteMemberAction} />}
      />
      <Section title={t('members.title')}>
        <MemberTable tenant={tenant} members={members.items} reader={reader} actions={actions} />
        <Pagination
          path={paths.team(tenant.slug)}
          query={query}
          page={members.page}
          pageSize={members.pageSize}
          total={members.total}
        />
      </Section>
      {invitations.total > 0 && (
        <Section title={t('invitations.title')}>
          <InvitationTable
            tenant={tenant}
            invitations={invitations.items}
            reader={reader}
            actions={actions}
          />
        </Section>
      )}
    </>
  );
}
