import { page } from '#app/_lib/page.tsx';
import { InstanceActivity } from '#components/instances/detail/instance-activity.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { QueueRefresh } from '#components/jobs/queue-refresh.tsx';
import { listRecord } from '#server/audit/list-record.ts';
import { listJobs } from '#server/jobs-view/list-jobs.ts';
import { cancelAndLeaveAction } from '../../../activity/actions.ts';
import { toPageNumber } from '../../../activity/to-page-number.ts';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';

/** The record has pages of its own, for the whole account. */
const latestEntries = 20;

export const generateMetadata = instanceTitle('activity');

export default page(async (ctx, { params, query }) => {
  const frame = await loadInstancePage(ctx, params);
  const { id, tenant } = frame.instance;
  const [jobs, record] = await Promise.all([
    listJobs(ctx, { instanceId: id, page: toPageNumber(query.page), pageSize: 20 }),
    listRecord(ctx, { tenantId: tenant.id, instanceId: id, pageSize: latestEntries }),
  ]);
  return (
    <InstanceFrame {...frame}>
      <QueueRefresh jobs={jobs.items} />
      <InstanceActivity
        instance={frame.instance}
        jobs={jobs}
        record={record}
        query={query}
        cancel={cancelAndLeaveAction}
      />
    </InstanceFrame>
  );
});
