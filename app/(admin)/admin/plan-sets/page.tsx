import Plus from 'lucide-react/icons/plus';
import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { NoPlanSets } from '#components/plans/no-plan-sets.tsx';
import { PlanSetTable } from '#components/plans/plan-set-table.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { paths } from '#server/paths.ts';
import { listPlanSets } from '#server/plans/list-plan-sets.ts';
import { toPageNumber } from '../../_lib/to-page-number.ts';
import { deletePlanSetAction, makePlanSetDefaultAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('plans.sets'))('title') };
}

export default page(async (ctx, { query }) => {
  const [t, sets] = await Promise.all([
    getTranslations('plans.sets'),
    listPlanSets(ctx, { page: toPageNumber(query) }),
  ]);
  const newSet = (
    <LinkButton href={paths.adminNewPlanSet()} variant="primary">
      <Plus aria-hidden />
      {t('new')}
    </LinkButton>
  );
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['plan']} />
      <PageHeader title={t('title')} description={t('about')} actions={sets.total > 0 && newSet} />
      {sets.total === 0 ? (
        <NoPlanSets />
      ) : (
        <PlanSetTable
          sets={sets.items}
          actions={{ makeDefault: makePlanSetDefaultAction, remove: deletePlanSetAction }}
        />
      )}
      <Pagination path={paths.adminPlanSets()} query={query} {...sets} />
    </>
  );
});
