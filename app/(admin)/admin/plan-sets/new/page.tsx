import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { PlanSetForm } from '#components/plans/plan-set-form.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';
import { listPlans } from '#server/plans/list-plans.ts';
import { createPlanSetAction } from '../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('plans.sets.form'))('newTitle') };
}

export default page(async (ctx) => {
  const [t, plans] = await Promise.all([getTranslations('plans.sets'), listPlans(ctx, { pageSize: 200 })]);
  const title = t('form.newTitle');
  return (
    <>
      <PageHeader
        title={title}
        breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminPlanSets()} here={title} />}
      />
      <PlanSetForm plans={plans.items} action={createPlanSetAction} />
    </>
  );
});
