import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { OfferSwitch } from '#components/admin/offer-switch.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { PlanDanger } from '#components/plans/plan-danger.tsx';
import { PlanForm } from '#components/plans/plan-form.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';
import { getPlan } from '#server/plans/get-plan.ts';
import { getSettings } from '#server/settings/get-settings.ts';
import { deletePlanAction, setPlanEnabledAction, updatePlanAction } from '../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('plans'))('title') };
}

export default page(async (ctx, { params: { id = '' } }) => {
  const [t, plan, { currency }] = await Promise.all([
    getTranslations('plans'),
    getPlan(ctx, id),
    getSettings(ctx),
  ]);
  return (
    <>
      <PageHeader
        title={plan.name}
        actions={
          <OfferSwitch label={t('switch', { name: plan.name })} thing={plan} action={setPlanEnabledAction} />
        }
        breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminPlans()} here={plan.name} />}
      />
      <ClientMessages namespaces={['plans']}>
        <PlanForm plan={plan} currency={currency} action={updatePlanAction} />
      </ClientMessages>
      <PlanDanger plan={plan} remove={deletePlanAction} />
    </>
  );
});
