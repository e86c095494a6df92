import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { PlanForm } from '#components/plans/plan-form.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { authorizeOperator } from '#server/auth/authorize.ts';
import { paths } from '#server/paths.ts';
import { getSettings } from '#server/settings/get-settings.ts';
import { createPlanAction } from '../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('plans.form'))('newTitle') };
}

export default page(async (ctx) => {
  authorizeOperator(ctx, 'read');
  const [t, { currency }] = await Promise.all([getTranslations('plans'), getSettings(ctx)]);
  const title = t('form.newTitle');
  return (
    <>
      <PageHeader
        title={title}
        breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminPlans()} here={title} />}
      />
      <ClientMessages namespaces={['plans']}>
        <PlanForm currency={currency} action={createPlanAction} />
      </ClientMessages>
    </>
  );
});
