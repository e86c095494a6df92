import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { TeamPage } from '#components/team/team-page.tsx';
import { paths } from '#server/paths.ts';
import { isOwner } from '#server/team/authorize-roles.ts';
import { listInvitations } from '#server/team/list-invitations.ts';
import { listMembers } from '#server/team/list-members.ts';
import { listTeamInput } from '#server/team/schema.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import * as actions from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('team'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' }, query }) => {
  const tenant = await getTenantBySlug(ctx, slug);
  const wanted = listTeamInput.safeParse({ tenantId: tenant.id, page: query.page });
  const input = wanted.data ?? listTeamInput.parse({ tenantId: tenant.id });
  const [members, invitations, forbidden] = await Promise.all([
    listMembers(ctx, input),
    listInvitations(ctx, { ...input, page: 1, pageSize: 200 }),
    whyForbidden(ctx, tenant.id, 'team.manage'),
  ]);
  return (
    <ClientMessages namespaces={['team']}>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['tenant']} id={tenant.id} />
      <TeamPage
        {...{ tenant, members, invitations, query, actions }}
        reader={{ forbidden, isOwner: isOwner(ctx, tenant.id) }}
      />
    </ClientMessages>
  );
});
