import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { FindingFilters } from '#components/findings/finding-filters.tsx';
import { FindingTable } from '#components/findings/finding-table.tsx';
import { NoFindings } from '#components/findings/no-findings.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { paths } from '#server/paths.ts';
import { listFindings } from '#server/reconcile/list-findings.ts';
import { listFindingsInput } from '#server/reconcile/schema.ts';
import { knownPart } from '../../_lib/known-part.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('findings'))('title') };
}

export default page(async (ctx, { query }) => {
  const { tenant, ...rest } = query;
  const filter = knownPart(listFindingsInput, { ...rest, tenantId: tenant });
  const [t, findings] = await Promise.all([getTranslations('findings'), listFindings(ctx, filter)]);
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['finding', 'job']} />
      <PageHeader
        title={t('title')}
        description={t('about')}
        actions={<LinkButton href={paths.adminDryRun()}>{t('dryRun.open')}</LinkButton>}
      />
      <FindingFilters query={query} tenantName={findings.items[0]?.tenant?.name} />
      {findings.items.length === 0 ? (
        <NoFindings query={query} />
      ) : (
        <FindingTable findings={findings.items} />
      )}
      <Pagination path={paths.adminFindings()} query={query} {...findings} />
    </>
  );
});
