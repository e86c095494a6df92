import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AuditFilters } from '#components/audit/audit-filters.tsx';
import { AuditTable } from '#components/audit/audit-table.tsx';
import { NoAuditEntries } from '#components/audit/no-audit-entries.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { listAuditEntries } from '#server/audit/list-audit-entries.ts';
import { listAuditEntriesInput, maxEntriesCounted } from '#server/audit/schema.ts';
import { paths } from '#server/paths.ts';
import { knownPart } from '../../_lib/known-part.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('audit'))('title') };
}

export default page(async (ctx, { query }) => {
  const { q, tenant, ...rest } = query;
  const filter = knownPart(listAuditEntriesInput, { ...rest, actor: q, tenantId: tenant });
  const [t, entries] = await Promise.all([getTranslations('audit'), listAuditEntries(ctx, filter)]);
  return (
    <>
      <PageHeader title={t('title')} description={t('about')} />
      <AuditFilters query={query} tenantName={entries.items[0]?.tenant?.name} />
      {entries.items.length === 0 ? <NoAuditEntries query={query} /> : <AuditTable entries={entries.items} />}
      <Pagination path={paths.adminAudit()} query={query} {...entries} />
      {entries.total === maxEntriesCounted && (
        <p className="mt-2 text-sm text-ink-3">{t('counted', { count: maxEntriesCounted })}</p>
      )}
    </>
  );
});
