import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { JobDetail } from '#components/jobs/job-detail.tsx';
import { JobHeader } from '#components/jobs/job-header.tsx';
import { QueueRefresh } from '#components/jobs/queue-refresh.tsx';
import { StuckJob } from '#components/jobs/stuck-job.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { RefreshEvery } from '#components/layout/refresh-every.tsx';
import { authorizeOperator } from '#server/auth/authorize.ts';
import { getJob } from '#server/jobs-view/get-job.ts';
import { listLeftovers } from '#server/jobs-view/list-leftovers.ts';
import { paths } from '#server/paths.ts';
import * as actions from '../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('jobs'))('title') };
}

const stuckActions = {
  retryUndo: actions.retryUndoAction,
  retryForward: actions.retryForwardAction,
  resolve: actions.resolveJobAction,
};

export default page(async (ctx, { params: { id = '' } }) => {
  authorizeOperator(ctx, 'read');
  const job = await getJob(ctx, id);
  const isStuck = job.state === 'stuck';
  const leftovers = isStuck || job.resolved ? await listLeftovers(ctx, { id }) : undefined;
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['job']} id={job.id} />
      <QueueRefresh jobs={[job]} />
      {isStuck && <RefreshEvery seconds={10} />}
      <JobHeader job={job} cancel={actions.cancelAnyJobAction} />
      <JobDetail job={job} stuck={<StuckJob job={job} leftovers={leftovers} actions={stuckActions} />} />
    </>
  );
});
