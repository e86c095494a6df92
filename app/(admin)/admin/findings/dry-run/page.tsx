import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { DryRunList } from '#components/findings/dry-run-list.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';
import { planReconcile } from '#server/reconcile/plan-reconcile.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('findings.dryRun'))('title') };
}

export default page(async (ctx) => {
  const [t, dryRun] = await Promise.all([getTranslations('findings'), planReconcile(ctx)]);
  const title = t('dryRun.title');
  return (
    <>
      <PageHeader
        title={title}
        description={t('dryRun.about')}
        breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminFindings()} here={title} />}
        actions={<LinkButton href={paths.adminDryRun()}>{t('dryRun.again')}</LinkButton>}
      />
      <DryRunList dryRun={dryRun} />
    </>
  );
});
