import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { FindingDetail } from '#components/findings/finding-detail.tsx';
import { FindingHeader } from '#components/findings/finding-header.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { paths } from '#server/paths.ts';
import { getFinding } from '#server/reconcile/get-finding.ts';
import { adoptFindingAction, ignoreFindingAction, removeFindingAction } from '../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('findings'))('title') };
}

export default page(async (ctx, { params: { id = '' } }) => {
  const finding = await getFinding(ctx, id);
  const actions = { adopt: adoptFindingAction, remove: removeFindingAction, ignore: ignoreFindingAction };
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['finding', 'job']} />
      <FindingHeader finding={finding} actions={actions} />
      <FindingDetail finding={finding} />
    </>
  );
});
