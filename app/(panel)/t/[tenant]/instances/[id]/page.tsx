import { page } from '#app/_lib/page.tsx';
import { WorkloadNotice } from '#components/deployments/workload-notice.tsx';
import { InstanceOverview } from '#components/instances/detail/instance-overview.tsx';
import { InstanceUsage } from '#components/instances/detail/instance-usage.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { QueueRefresh } from '#components/jobs/queue-refresh.tsx';
import { getFailedCreation } from '#server/instances/get-failed-creation.ts';
import { listJobs } from '#server/jobs-view/list-jobs.ts';
import { getInstanceMetrics } from '#server/metering/get-instance-metrics.ts';
import { cancelAndLeaveAction } from '../../activity/actions.ts';
import { recreateInstanceAction } from '../actions.ts';
import { instanceTitle } from './instance-title.ts';
import { loadInstancePage } from './load-instance-page.ts';
import { shownJob } from './shown-job.ts';

export const generateMetadata = instanceTitle('overview');

export default page(async (ctx, { params }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, forbidden, actions } = frame;
  const [{ items }, failure, metrics] = await Promise.all([
    listJobs(ctx, { instanceId: instance.id, pageSize: 1 }),
    instance.state === 'failed' ? getFailedCreation(ctx, instance.id) : undefined,
    getInstanceMetrics(ctx, instance.id),
  ]);
  return (
    <InstanceFrame {...frame}>
      <QueueRefresh jobs={items.slice(0, 1)} />
      <WorkloadNotice instance={instance} />
      <InstanceOverview
        instance={instance}
        failure={failure}
        job={shownJob(items[0], ctx.now())}
        forbidden={forbidden}
        remove={actions.remove}
        recreate={recreateInstanceAction}
        cancel={cancelAndLeaveAction}
        charts={<InstanceUsage instance={instance} metrics={metrics} />}
      />
    </InstanceFrame>
  );
});
