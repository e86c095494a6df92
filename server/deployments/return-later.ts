import type { Db } from '#server/db.ts';
import type { InstanceParams } from '#server/instances/job-params.ts';
import { startInstanceJob } from '#server/instances/start-instance.job.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';

const pauseMs = 10 * 60_000;

/**
 * Has the version that is wanted brought back, by the job that does so at every start. One that did lately in vain is not
 * tried again at once.
 */
export async function returnLater(db: Db, target: InstanceParams & { tenantId: string }): Promise<void> {
  const { tenantId, ...params } = target;
  const { id: instanceId, name: subject } = params;
  const { kind } = startInstanceJob;
  await db.$transaction(async (tx) => {
    await lockActiveTenant(tx, tenantId);
    const lately = { instanceId, kind, finishedAt: { gt: new Date(Date.now() - pauseMs) } };
    if ((await tx.job.count({ where: lately })) > 0) return;
    await enqueueJob(tx, startInstanceJob, {
      ...{ params: { ...params, former: 'running' }, subject, subjectKey: `instance:${instanceId}` },
      ...{ tenantId, instanceId, actorId: null, actorName: 'Berth' },
    });
  });
}
