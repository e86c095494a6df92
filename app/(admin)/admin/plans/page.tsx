import Plus from 'lucide-react/icons/plus';
import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { NoPlans } from '#components/plans/no-plans.tsx';
import { PlanTable } from '#components/plans/plan-table.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { paths } from '#server/paths.ts';
import { listPlans } from '#server/plans/list-plans.ts';
import { getSettings } from '#server/settings/get-settings.ts';
import { toPageNumber } from '../../_lib/to-page-number.ts';
import { deletePlanAction, setPlanEnabledAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('plans'))('title') };
}

export default page(async (ctx, { query }) => {
  const [t, plans, { currency }] = await Promise.all([
    getTranslations('plans'),
    listPlans(ctx, { page: toPageNumber(query) }),
    getSettings(ctx),
  ]);
  const newPlan = (
    <LinkButton href={paths.adminNewPlan()} variant="primary">
      <Plus aria-hidden />
      {t('new')}
    </LinkButton>
  );
  const actions = { setEnabled: setPlanEnabledAction, remove: deletePlanAction };
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['plan']} />
      <PageHeader title={t('title')} description={t('about')} actions={plans.total > 0 && newPlan} />
      {plans.total === 0 ? (
        <NoPlans />
      ) : (
        <PlanTable plans={plans.items} currency={currency} actions={actions} />
      )}
      <Pagination path={paths.adminPlans()} query={query} {...plans} />
    </>
  );
});
