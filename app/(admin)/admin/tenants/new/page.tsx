import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { TenantForm } from '#components/tenants/tenant-form.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';
import { listPlanSets } from '#server/plans/list-plan-sets.ts';
import { createTenantAction } from '../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('tenants.form'))('title') };
}

export default page(async (ctx) => {
  const [t, planSets] = await Promise.all([getTranslations('tenants'), listPlanSets(ctx, { pageSize: 200 })]);
  const title = t('form.title');
  return (
    <>
      <PageHeader
        title={title}
        breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminTenants()} here={title} />}
      />
      <ClientMessages namespaces={['tenants', 'team']}>
        <TenantForm
          planSets={planSets.items.map(({ id, name, isDefault }) => ({ id, name, isDefault }))}
          action={createTenantAction}
        />
      </ClientMessages>
    </>
  );
});
