import { getTranslations } from 'next-intl/server';
import { apiUrl } from '#app/_lib/api-url.ts';
import { page } from '#app/_lib/page.tsx';
import { readPageNumber } from '#app/_lib/read-page-number.ts';
import { createApiTokenAction, revokeApiTokenAction } from '#app/(panel)/t/[tenant]/tokens/actions.ts';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { TokensPage } from '#components/tokens/tokens-page.tsx';
import { listApiTokens } from '#server/api-tokens/list-api-tokens.ts';
import { paths } from '#server/paths.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('tokens'))('title') };
}

export default page(async (ctx, { query }) => {
  const tokens = await listApiTokens(ctx, {
    tenantId: null,
    page: readPageNumber(query.page),
    pageSize: 50,
  });
  return (
    <ClientMessages namespaces={['tokens']}>
      <TokensPage
        tokens={tokens}
        path={paths.adminTokens()}
        apiUrl={apiUrl('tenants')}
        actions={{ create: createApiTokenAction, revoke: revokeApiTokenAction }}
      />
    </ClientMessages>
  );
});
