import { getTranslations } from 'next-intl/server';
import { apiUrl } from '#app/_lib/api-url.ts';
import { errorText } from '#app/_lib/error-text.ts';
import { page } from '#app/_lib/page.tsx';
import { readPageNumber } from '#app/_lib/read-page-number.ts';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { TokensForbidden } from '#components/tokens/tokens-forbidden.tsx';
import { TokensPage } from '#components/tokens/tokens-page.tsx';
import { listApiTokens } from '#server/api-tokens/list-api-tokens.ts';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { createApiTokenAction, revokeApiTokenAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('tokens'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' }, query }) => {
  const tenant = await getTenantBySlug(ctx, slug);
  const forbidden = await whyForbidden(ctx, tenant.id, 'token.manage');
  if (forbidden) return <TokensForbidden reason={forbidden} />;
  const tokens = await listApiTokens(ctx, {
    tenantId: tenant.id,
    page: readPageNumber(query.page),
    pageSize: 50,
  });
  const isMember = ctx.actor.memberships.some(({ tenantId }) => tenantId === tenant.id);
  return (
    <ClientMessages namespaces={['tokens']}>
      <TokensPage
        tenant={tenant}
        tokens={tokens}
        path={paths.tokens(slug)}
        apiUrl={apiUrl(`instances?tenant=${slug}`)}
        whyNoneNew={isMember ? undefined : await errorText({ reason: 'token-needs-member', params: {} })}
        actions={{ create: createApiTokenAction, revoke: revokeApiTokenAction }}
      />
    </ClientMessages>
  );
});
