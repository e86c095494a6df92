import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { PlanSetForm } from '#components/plans/plan-set-form.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';
import { getPlanSet } from '#server/plans/get-plan-set.ts';
import { listPlans } from '#server/plans/list-plans.ts';
import { updatePlanSetAction } from '../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('plans.sets'))('title') };
}

export default page(async (ctx, { params: { id = '' } }) => {
  const [t, set, plans] = await Promise.all([
    getTranslations('plans.sets'),
    getPlanSet(ctx, id),
    listPlans(ctx, { pageSize: 200 }),
  ]);
  return (
    <>
      <PageHeader
        title={set.name}
        description={set.isDefault && <Badge tone="accent">{t('default')}</Badge>}
        breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminPlanSets()} here={set.name} />}
      />
      <PlanSetForm set={set} plans={plans.items} action={updatePlanSetAction} />
    </>
  );
});
